import { conformance, type Scene } from '../harness/scenario/index.ts'

/** A call that the user is in while another rings. */
async function twoCalls({ app, caller, user, rings, happens }: Scene): Promise<{ first: string; second: string }> {
  await app.isIn('background')
  const { uuid: first } = await caller.calls()
  await rings(first)
  await user.answer()
  await happens('audio.io.start')
  const { uuid: second } = await caller.calls({ handle: '+15550199' })
  await rings(second)
  return { first, second }
}

conformance(
  'the user holds one call and accepts another',
  { rules: ['ACT-DEADLINE-001', 'ANS-FULFILL-001', 'ACT-ONCE-001'], needs: ['holding'] },
  async (scene) => {
    const { user, happens } = scene
    const { first, second } = await twoCalls(scene)
    await user.holdAndAccept()
    await happens('fulfill', { type: 'CXSetHeldCallAction', uuid: first })
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid: second })
    await happens('media.ready', { uuid: second })
  },
)

conformance(
  'the user ends one call and accepts another',
  { rules: ['ACT-DEADLINE-001', 'ANS-FULFILL-001', 'END-001', 'CALL-END-004'] },
  async (scene) => {
    const { user, happens } = scene
    const { first, second } = await twoCalls(scene)
    await user.endAndAccept()
    await happens('fulfill', { type: 'CXEndCallAction', uuid: first })
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid: second })
    await happens('server.hangup', { uuid: first })
  },
)

conformance(
  'the user declines a second call',
  { rules: ['ACT-DEADLINE-001', 'END-001', 'CALL-END-004'] },
  async (scene) => {
    const { user, happens } = scene
    const { second } = await twoCalls(scene)
    await user.decline()
    await happens('fulfill', { type: 'CXEndCallAction', uuid: second })
    await happens('server.decline', { uuid: second })
  },
)

conformance(
  'the user puts a call on hold and takes it up again',
  { rules: ['ACT-DEADLINE-001', 'ACT-ONCE-001', 'AUDIO-002'], needs: ['holding'] },
  async ({ app, caller, user, rings, happens, elapse }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    await user.hold()
    await happens('server.hold', { uuid, onHold: true })
    await happens('audio.io.stop')
    await elapse(50)
    await user.unhold()
    await happens('server.hold', { uuid, onHold: false })
  },
)
