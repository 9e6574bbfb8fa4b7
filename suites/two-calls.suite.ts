import type { CallUpdate } from '../mocks/iphone/events.ts'
import { conformance } from '../harness/scenario/index.ts'
import { inCall, oneOnHold, twoCalls } from './openings.ts'

/** So long two people talk that silence would have been noticed; milliseconds. */
const CONVERSATION_MS = 6000

conformance(
  'the user holds one call and accepts another',
  {
    rules: ['MULTI-003', 'TX-003', 'MULTI-001', 'MULTI-005', 'HOLD-001', 'ACT-DEADLINE-001', 'ANS-FULFILL-001'],
    needs: ['holding'],
    time: 'virtual',
  },
  async (scene) => {
    await oneOnHold(scene)
    await scene.elapse(CONVERSATION_MS)
  },
)

conformance(
  'a second call comes to an app that holds none',
  { rules: ['MULTI-005'], needs: ['no holding'] },
  async (scene) => {
    const { user, happens } = scene
    const { first, second } = await twoCalls(scene)
    const { update }: { update: CallUpdate } = await happens('cx.report.call', { uuid: first })
    if (update.supportsHolding === false) {
      await user.endAndAccept()
      await happens('fulfill', { type: 'CXAnswerCallAction', uuid: second })
    } else {
      await user.holdAndAccept()
      const { action } = await happens('perform', { type: 'CXSetHeldCallAction', uuid: first })
      await happens('fail', { action })
    }
  },
)

conformance(
  'the user ends one call and accepts another',
  { rules: ['MULTI-002', 'ACT-DEADLINE-001', 'ANS-FULFILL-001', 'END-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { user, happens, hungUp, elapse } = scene
    const { first, second } = await twoCalls(scene)
    await user.endAndAccept()
    await happens('fulfill', { type: 'CXEndCallAction', uuid: first })
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid: second })
    await hungUp(first)
    await elapse(CONVERSATION_MS)
  },
)

conformance(
  'the user ends one of two calls and takes the other up again',
  { rules: ['AUDIO-005', 'HOLD-001', 'END-001', 'CALL-END-004'], needs: ['holding'], time: 'virtual' },
  async (scene) => {
    const { user, serverHears, hungUp, elapse } = scene
    const { first, second } = await oneOnHold(scene)
    await user.end()
    await hungUp(second)
    await user.unhold()
    await serverHears('server.hold', { uuid: first, onHold: false })
    await elapse(CONVERSATION_MS)
  },
)

conformance(
  'the user calls somebody in the middle of another call',
  { rules: ['MULTI-001'], needs: ['outgoing calls', 'holding'], time: 'virtual' },
  async (scene) => {
    const { app, caller, happens, serverHears, elapse } = scene
    await inCall(scene)
    const { maximumCallGroups } = await happens('cx.provider.init')
    await app.placeCall('mruiz2@example.com')
    if (maximumCallGroups > 1) {
      const { uuid } = await happens('perform', { type: 'CXStartCallAction' })
      await serverHears('server.start', { uuid })
      await caller.answers(uuid)
      await happens('cx.outgoing.connected', { uuid })
    }
    await elapse(CONVERSATION_MS)
  },
)

conformance(
  'the user declines a second call',
  { rules: ['ACT-DEADLINE-001', 'END-001', 'CALL-END-004'] },
  async (scene) => {
    const { user, happens, hungUp } = scene
    const { second } = await twoCalls(scene)
    await user.decline()
    await happens('fulfill', { type: 'CXEndCallAction', uuid: second })
    await hungUp(second)
  },
)

conformance(
  'the user puts a call on hold and takes it up again',
  {
    rules: ['HOLD-001', 'AUDIO-007', 'MULTI-005', 'ACT-DEADLINE-001', 'ACT-ONCE-001', 'AUDIO-002'],
    needs: ['holding'],
    time: 'virtual',
  },
  async (scene) => {
    const { user, happens, serverHears, elapse } = scene
    const uuid = await inCall(scene)
    await user.hold()
    await serverHears('server.hold', { uuid, onHold: true })
    await happens('audio.io.stop')
    await happens('fulfill', { type: 'CXSetHeldCallAction', uuid })
    await elapse(CONVERSATION_MS)
    await user.unhold()
    await serverHears('server.hold', { uuid, onHold: false })
  },
)
