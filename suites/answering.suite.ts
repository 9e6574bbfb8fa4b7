import { conformance, type Scene } from '../harness/scenario/index.ts'
import { inCall, ringing, ringingLocked } from './openings.ts'

conformance(
  'the user answers and media connect at once',
  {
    rules: [
      'ANS-FULFILL-001',
      'ANS-FULFILL-002',
      'ANS-FULFILL-004',
      'ACT-MATCH-001',
      'ACT-ONCE-001',
      'ACT-QUEUE-001',
      'AUDIO-003',
      'CALL-PROV-001',
    ],
  },
  async (scene) => {
    const { user, happens } = scene
    const uuid = await ringing(scene)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
    await happens('audio.io.start')
  },
)

conformance(
  'the user answers on the lock screen an app that was ended',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-002', 'AUDIO-002'] },
  async (scene) => {
    const { user, happens } = scene
    const uuid = await ringingLocked(scene, 'terminated')
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
    await happens('audio.io.start')
  },
)

for (const [howLong, delayMs] of [
  ['a moment', 300],
  ['twenty seconds', 20_000],
] as const) {
  conformance(
    `media take ${howLong} to connect`,
    { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-002', 'AUDIO-002'], time: 'virtual' },
    async (scene) => {
      const { backend, user, happens } = scene
      backend.media = { delayMs, outcome: 'ready' }
      const uuid = await ringing(scene)
      await user.answer()
      await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
      await happens('audio.io.start')
    },
  )
}

conformance(
  'media cannot be connected',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-003', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { backend, user, happens } = scene
    backend.media = { delayMs: 50, outcome: 'failed' }
    const uuid = await ringing(scene)
    await user.answer()
    await happens('media.failed', { uuid })
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'media never connect',
  { rules: ['ANS-FULFILL-001', 'ACT-ONCE-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { backend, user } = scene
    backend.media = { delayMs: 0, outcome: 'never' }
    await ringing(scene)
    await user.answer()
    await endsInTheEnd(scene)
  },
)

conformance(
  'the user talks for two minutes',
  { rules: ['END-001', 'CALL-END-004', 'AUDIO-004'], time: 'virtual' },
  async (scene) => {
    const { user, hungUp, elapse } = scene
    const uuid = await inCall(scene)
    await elapse(120_000)
    await user.end()
    await hungUp(uuid)
  },
)

conformance(
  'the caller gives up while media connect',
  { rules: ['CALL-END-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { backend, caller, user, happens } = scene
    backend.media = { delayMs: 500, outcome: 'ready' }
    const uuid = await ringing(scene)
    await user.answer()
    await happens('media.offer', { uuid })
    await caller.ends(uuid)
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the backend is slow to accept an answer',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-002'], time: 'virtual' },
  async (scene) => {
    const { backend, user, happens } = scene
    backend.script({ operation: 'accept', delayMs: 10_000 })
    const uuid = await ringing(scene)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
  },
)

conformance(
  'the backend is slow to say what it knows of a call',
  { rules: ['CALL-UPD-001', 'CALL-UPD-002', 'ANS-FULFILL-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { backend, user, happens, elapse } = scene
    backend.script({ operation: 'query', delayMs: 1500 })
    const uuid = await ringing(scene)
    await elapse(3000)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
    await user.end()
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the backend never accepts an answer',
  { rules: ['ANS-FULFILL-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { backend, user } = scene
    backend.script({ operation: 'accept', delayMs: 120_000 })
    await ringing(scene)
    await user.answer()
    await endsInTheEnd(scene)
  },
)

conformance(
  'an answer reaches the app late, and media never connect',
  { rules: ['ACT-DEADLINE-003', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { app, backend, user, elapse } = scene
    backend.media = { delayMs: 0, outcome: 'never' }
    await ringing(scene)
    app.stall()
    await user.answer()
    await elapse(40_000)
    app.wake()
    // What is left of the minute, and a moment more.
    await elapse(21_000)
  },
)

conformance(
  'the user answers a call that cannot be read, and then one that can',
  { rules: ['ACT-MATCH-001', 'PUSH-REPORT-004', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { app, caller, user, rings, happens, elapse } = scene
    await app.isIn('background')
    await caller.calls({ malformation: 'UUID absent' })
    await happens('cx.report.call')
    await elapse(1000)
    // Most apps have ended it by now, and so they may.
    if (await user.isIncoming()) {
      await user.answer()
      await elapse(6000)
      await user.expectNoCall().catch(() => user.end())
    }
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
  },
)

conformance(
  'the app is stalled while the user answers',
  { rules: ['ACT-TIMEOUT-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { app, user, happens, elapse } = scene
    const uuid = await ringing(scene)
    app.stall()
    await user.answer()
    await happens('timeout', { type: 'CXAnswerCallAction', uuid })
    app.wake()
    await elapse(1000)
  },
)

/** An answer that is not fulfilled runs out with its minute; an app that fulfills at once may leave it to its user. */
async function endsInTheEnd({ user, elapse }: Scene): Promise<void> {
  await elapse(61_000)
  await user.expectNoCall().catch(() => user.end())
}
