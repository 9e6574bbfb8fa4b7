import { conformance } from '../harness/scenario/index.ts'

conformance(
  'audio starts when the system has activated the session',
  { rules: ['AUDIO-001', 'AUDIO-002', 'AUDIO-003'] },
  async ({ app, caller, user, rings, happens, step }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
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
  { rules: ['ACT-DEADLINE-001', 'ACT-ONCE-001', 'AUDIO-001'] },
  async ({ app, caller, user, rings, happens }) => {
    await app.isIn('foreground')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    await user.mute()
    await happens('fulfill', { type: 'CXSetMutedCallAction', uuid })
    await user.unmute()
    await happens('perform', { type: 'CXSetMutedCallAction', uuid, muted: false })
  },
)
