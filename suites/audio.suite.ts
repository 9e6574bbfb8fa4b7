import { conformance } from '../harness/scenario/index.ts'
import { inCall, ringing } from './openings.ts'

/** So long people talk that silence, or its absence, would have been noticed; milliseconds. */
const CONVERSATION_MS = 6000

conformance(
  'audio starts when the system has activated the session',
  { rules: ['AUDIO-001', 'AUDIO-002', 'AUDIO-003', 'AUDIO-004'] },
  async (scene) => {
    const { user, happens, step } = scene
    await ringing(scene)
    step('The user answers')
    await user.answer()
    await happens('didActivate')
    await happens('audio.io.start')
    step('The user hangs up')
    await user.end()
    await happens('didDeactivate')
  },
)

conformance(
  'the user mutes and unmutes',
  { rules: ['ACT-DEADLINE-001', 'ACT-IMPL-001', 'ACT-ONCE-001', 'AUDIO-001'], time: 'virtual' },
  async (scene) => {
    const { user, happens, elapse } = scene
    const uuid = await inCall(scene, 'foreground')
    await user.mute()
    await happens('fulfill', { type: 'CXSetMutedCallAction', uuid })
    await elapse(CONVERSATION_MS)
    await user.unmute()
    const { action } = await happens('perform', { type: 'CXSetMutedCallAction', uuid, muted: false })
    await happens('fulfill', { action })
    await elapse(CONVERSATION_MS)
  },
)

conformance(
  'the user mutes a call in the app, and unmutes it on the call screen',
  { rules: ['MUTE-001', 'ACT-DEADLINE-001', 'ACT-ONCE-001'], needs: ['muting in the app'], time: 'virtual' },
  async (scene) => {
    const { app, user, happens, elapse } = scene
    const uuid = await inCall(scene, 'foreground')
    await app.mute(true)
    await elapse(CONVERSATION_MS)
    await happens('perform', { type: 'CXSetMutedCallAction', uuid, muted: true, by: 'app' })
    await user.unmute()
    const { action } = await happens('perform', { type: 'CXSetMutedCallAction', uuid, muted: false })
    await happens('fulfill', { action })
    await elapse(CONVERSATION_MS)
  },
)

conformance(
  'the user mutes two calls, one after the other',
  { rules: ['MUTE-001', 'ACT-DEADLINE-001'], needs: ['muting in the app'], time: 'virtual' },
  async (scene) => {
    const { caller, user, rings, happens, elapse } = scene
    const mutes = async (uuid: string) => {
      await user.mute()
      await happens('fulfill', { type: 'CXSetMutedCallAction', uuid })
      await elapse(CONVERSATION_MS)
      await user.end()
      await happens('ui.dismissed', { uuid })
    }
    await mutes(await inCall(scene, 'foreground'))
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
    await mutes(uuid)
  },
)

conformance(
  'the user opens the app during a call over the mobile network',
  { rules: ['AUDIO-009'], time: 'virtual' },
  async ({ app, phone, user, happens, elapse }) => {
    await app.isIn('terminated')
    phone.receiveCellularCall()
    await happens('sys.call', { hasConnected: false })
    await user.waitForIncoming()
    await user.answer()
    await happens('sys.call', { hasConnected: true })
    await app.isIn('foreground')
    await elapse(CONVERSATION_MS)
    phone.endCellularCall()
    await happens('sys.call', { hasEnded: true })
  },
)

conformance(
  'the user has a call translated, and mutes it',
  {
    rules: ['TRANS-001', 'AUDIO-008'],
    needs: ['translation'],
    time: 'virtual',
  },
  async (scene) => {
    const { phone, user, happens, elapse } = scene
    const uuid = await inCall(scene, 'foreground')
    phone.setTranslating(uuid, true)
    await elapse(CONVERSATION_MS)
    await happens('perform', { type: 'CXSetTranslatingCallAction', uuid, translating: true })
    await user.mute()
    await happens('fulfill', { type: 'CXSetMutedCallAction', uuid })
    await elapse(CONVERSATION_MS)
    phone.setTranslating(uuid, false)
    await elapse(CONVERSATION_MS)
  },
)
