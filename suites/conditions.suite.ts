import { conformance } from '../harness/scenario/index.ts'
import { inCall } from './openings.ts'

/** So long people talk that silence would have been noticed; milliseconds. */
const CONVERSATION_MS = 6000

const reporting = ['PUSH-REPORT-001', 'PUSH-REPORT-002', 'PUSH-COMPL-001'] as const

conformance(
  'a push that was kept while the phone was in airplane mode is reported',
  { rules: [...reporting, 'APNS-HDR-003'], time: 'virtual' },
  async ({ app, phone, caller, rings, elapse }) => {
    await app.isIn('background')
    phone.setAirplaneMode(true)
    const { uuid } = await caller.calls({ expiresInSeconds: 60 })
    await elapse(20_000)
    phone.setAirplaneMode(false)
    await rings(uuid)
  },
)

conformance(
  'the caller gives up while the phone is in airplane mode',
  { rules: ['PUSH-REPORT-005', 'PUSH-REPORT-001', 'CALL-END-004'], time: 'virtual' },
  async ({ app, phone, caller, happens, elapse }) => {
    await app.isIn('background')
    phone.setAirplaneMode(true)
    const { uuid } = await caller.calls({ expiresInSeconds: 60 })
    await elapse(20_000)
    await caller.ends(uuid)
    phone.setAirplaneMode(false)
    await happens('cx.ended', { uuid })
  },
)

conformance(
  'of two calls in airplane mode, APNs brings the latest',
  { rules: reporting, time: 'virtual' },
  async ({ app, phone, caller, rings }) => {
    await app.isIn('terminated')
    phone.setAirplaneMode(true)
    await caller.calls({ expiresInSeconds: 60 })
    const { uuid } = await caller.calls({ handle: '+15550199', expiresInSeconds: 60 })
    phone.setAirplaneMode(false)
    await rings(uuid)
  },
)

conformance(
  'a push comes before the phone was first unlocked after a restart',
  { rules: [...reporting, 'ANS-FULFILL-001', 'AUDIO-002'] },
  async ({ app, phone, caller, user, rings, happens }) => {
    await app.isIn('background')
    phone.reboot()
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
    await happens('audio.io.start')
  },
)

conformance(
  'a push comes after the system has taken the memory of the app',
  { rules: reporting },
  async ({ app, phone, caller, rings }) => {
    await app.isIn('background')
    phone.reclaimMemory()
    const { uuid } = await caller.calls()
    await rings(uuid)
  },
)

conformance(
  'a Focus refuses a call, and the next one rings',
  { rules: [...reporting, 'CALL-UUID-001', 'CALL-END-004'], time: 'virtual' },
  async ({ app, phone, caller, user, rings, happens, elapse }) => {
    await app.isIn('background')
    phone.setSettings({ doNotDisturb: true })
    const refused = await caller.calls()
    await happens('cx.report.result', { uuid: refused.uuid })
    // What the app makes of the refusal, and no report shortly before that would count for the next push.
    await elapse(10_000)
    phone.setSettings({ doNotDisturb: false })
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    await user.end()
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the user holds a call to accept one over the mobile network, and takes it up again',
  { rules: ['AUDIO-006', 'ACT-DEADLINE-001', 'ACT-ONCE-001', 'CALL-END-004'], needs: ['holding'], time: 'virtual' },
  async (scene) => {
    const { phone, user, happens, elapse } = scene
    const uuid = await inCall(scene)
    phone.receiveCellularCall()
    await happens('sys.call', { hasEnded: false })
    await user.waitForIncoming()
    await user.holdAndAccept()
    await happens('fulfill', { type: 'CXSetHeldCallAction', uuid })
    await happens('sys.call', { hasConnected: true })
    await elapse(CONVERSATION_MS)
    phone.endCellularCall()
    await elapse(CONVERSATION_MS)
    await user.unhold()
    const { action } = await happens('perform', { type: 'CXSetHeldCallAction', uuid, onHold: false })
    await happens('fulfill', { action })
    await elapse(CONVERSATION_MS)
  },
)

conformance(
  'the user ends a call to accept one over the mobile network',
  { rules: ['ACT-DEADLINE-001', 'END-001', 'CALL-END-004'] },
  async (scene) => {
    const { phone, user, happens, hungUp } = scene
    const uuid = await inCall(scene)
    phone.receiveCellularCall()
    await happens('sys.call', { hasEnded: false })
    await user.waitForIncoming()
    await user.endAndAccept()
    await happens('fulfill', { type: 'CXEndCallAction', uuid })
    await hungUp(uuid)
  },
)
