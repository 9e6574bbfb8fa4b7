import type { CallUpdate } from '../mocks/iphone/events.ts'
import { conformance, type Scene } from '../harness/scenario/index.ts'
import { ScenarioNotApplicableError } from '../harness/scenario/scenario-not-applicable-error.ts'
import { inCall, oneOnHold, ringingLocked } from './openings.ts'

/** So long people talk that silence would have been noticed; milliseconds. */
const CONVERSATION_MS = 6000

/** An app says with each call what the call supports; what it declines, nobody asks it for. */
async function supports({ happens }: Scene, uuid: string, capability: 'supportsDTMF' | 'supportsGrouping') {
  const { update }: { update: CallUpdate } = await happens('cx.report.call', { uuid })
  if (update[capability] === false)
    throw new ScenarioNotApplicableError(`the app reports its calls with ${capability} false`)
}

conformance(
  'the user plays digits on the keypad',
  { rules: ['DTMF-001', 'ACT-DEADLINE-001', 'ACT-ONCE-001'] },
  async (scene) => {
    const { user, happens } = scene
    const uuid = await inCall(scene)
    await supports(scene, uuid, 'supportsDTMF')
    await user.keypad('1#0')
    for (const digits of ['1', '#', '0']) {
      const { action } = await happens('perform', { type: 'CXPlayDTMFCallAction', uuid, digits })
      await happens('fulfill', { action })
    }
    await user.end()
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the user mutes a call on the lock screen',
  { rules: ['ACT-DEADLINE-001', 'ACT-ONCE-001', 'AUDIO-001'] },
  async (scene) => {
    const { user, happens } = scene
    const uuid = await ringingLocked(scene, 'background')
    await user.answer()
    await happens('audio.io.start')
    await user.mute()
    await happens('fulfill', { type: 'CXSetMutedCallAction', uuid })
    await user.end()
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the user goes to the home screen during a call, and comes back to end it',
  { rules: ['ACT-DEADLINE-001', 'END-001', 'CALL-END-004'] },
  async (scene) => {
    const { user, happens, hungUp } = scene
    const uuid = await inCall(scene, 'foreground')
    await user.home()
    await user.speaker(true)
    await user.end()
    await happens('fulfill', { type: 'CXEndCallAction', uuid })
    await hungUp(uuid)
    await user.expectNoCall()
  },
)

conformance(
  'the user swaps two calls',
  { rules: ['MULTI-004', 'HOLD-001', 'ACT-DEADLINE-001', 'ACT-ONCE-001'], needs: ['holding'] },
  async (scene) => {
    const { user, happens } = scene
    const { first, second } = await oneOnHold(scene)
    await user.swap()
    for (const [uuid, onHold] of [
      [second, true],
      [first, false],
    ] as const) {
      const { action } = await happens('perform', { type: 'CXSetHeldCallAction', uuid, onHold })
      await happens('fulfill', { action })
    }
    await user.end()
    await happens('ui.dismissed', { uuid: first })
  },
)

conformance(
  'the other side of one call leaves a conference',
  { rules: ['GROUP-001', 'AUDIO-005', 'ACT-DEADLINE-001'], needs: ['holding'], time: 'virtual' },
  async (scene) => {
    const { user, caller, happens, elapse } = scene
    const { first, second } = await oneOnHold(scene)
    await supports(scene, first, 'supportsGrouping')
    await supports(scene, second, 'supportsGrouping')
    await user.merge()
    await happens('fulfill', { type: 'CXSetGroupCallAction', uuid: first })
    await elapse(CONVERSATION_MS)
    await caller.ends(second)
    await elapse(CONVERSATION_MS)
  },
)

conformance(
  'the user merges two calls, and ends both',
  { rules: ['CALL-UPD-001', 'ACT-DEADLINE-001', 'ACT-ONCE-001', 'END-001', 'CALL-END-004'], needs: ['holding'] },
  async (scene) => {
    const { user, happens, hungUp } = scene
    const { first, second } = await oneOnHold(scene)
    await supports(scene, first, 'supportsGrouping')
    await supports(scene, second, 'supportsGrouping')
    await user.merge()
    await happens('fulfill', { type: 'CXSetGroupCallAction', uuid: first })
    await user.end()
    await hungUp(first)
    await hungUp(second)
  },
)
