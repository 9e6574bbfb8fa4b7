import { conformance } from '../harness/scenario/index.ts'
import { inCall, ringing } from './openings.ts'

conformance('the call daemon restarts during a call', { rules: ['RESET-001'] }, async (scene) => {
  const { user, phone, happens, hungUp } = scene
  const uuid = await inCall(scene)
  phone.resetCallServices()
  await hungUp(uuid)
  await happens('audio.io.stop')
  await user.expectNoCall()
})

conformance('the call daemon restarts while the phone rings', { rules: ['RESET-001'] }, async (scene) => {
  const { phone, hungUp } = scene
  const uuid = await ringing(scene)
  phone.resetCallServices()
  await hungUp(uuid)
})

conformance(
  'the call daemon restarts while an answer connects',
  { rules: ['RESET-001', 'RESET-002'], needs: ['answers when connected'], time: 'virtual' },
  async (scene) => {
    const { backend, user, phone, happens, hungUp, elapse } = scene
    backend.media = { delayMs: 3000, outcome: 'ready' }
    const uuid = await ringing(scene)
    await user.answer()
    await happens('media.offer', { uuid })
    phone.resetCallServices()
    await hungUp(uuid)
    // What was on the way when the daemon went down arrives now.
    await elapse(4000)
  },
)

conformance(
  'a call comes after the app was ended in another',
  { rules: ['LIFE-005', 'ANS-FULFILL-001', 'ANS-FULFILL-002', 'CALL-END-004'] },
  async (scene) => {
    const { app, caller, user, rings, happens } = scene
    await inCall(scene)
    await app.terminate()
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
  },
)

conformance(
  'every push of the provider is one that APNs accepts',
  {
    rules: ['APNS-HDR-001', 'APNS-HDR-002', 'APNS-HDR-003', 'APNS-SIZE-001', 'APNS-USE-001', 'APNS-ENV-001'],
  },
  async (scene) => {
    await ringing(scene)
    await scene.happens('apns.response', { status: 200 })
  },
)
