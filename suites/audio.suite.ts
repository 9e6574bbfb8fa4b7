import { conformance } from '../harness/scenario/index.ts'
import { inCall, ringing } from './openings.ts'

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
  { rules: ['ACT-DEADLINE-001', 'ACT-IMPL-001', 'ACT-ONCE-001', 'AUDIO-001'] },
  async (scene) => {
    const { user, happens } = scene
    const uuid = await inCall(scene, 'foreground')
    await user.mute()
    await happens('fulfill', { type: 'CXSetMutedCallAction', uuid })
    await user.unmute()
    await happens('perform', { type: 'CXSetMutedCallAction', uuid, muted: false })
  },
)
