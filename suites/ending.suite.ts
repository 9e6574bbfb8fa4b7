import { conformance } from '../harness/scenario/index.ts'

conformance(
  'the user hangs up',
  { rules: ['ACT-DEADLINE-001', 'ACT-ONCE-001', 'END-001', 'CALL-END-004'] },
  async ({ app, caller, user, rings, happens }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    await user.end()
    await happens('fulfill', { type: 'CXEndCallAction', uuid })
    await happens('server.hangup', { uuid })
    await user.expectNoCall()
  },
)

conformance(
  'the other side hangs up',
  { rules: ['CALL-END-001', 'CALL-END-004'] },
  async ({ app, caller, user, rings, happens }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    caller.ends(uuid)
    await happens('ui.dismissed', { uuid })
    await user.expectNoCall()
  },
)

for (const locked of [false, true]) {
  conformance(
    `the user declines${locked ? ' on the lock screen' : ''}`,
    { rules: ['ACT-DEADLINE-001', 'END-001', 'CALL-END-004'] },
    async ({ app, caller, user, rings, happens }) => {
      await app.isIn(locked ? 'terminated' : 'background')
      if (locked) await user.lock()
      const { uuid } = await caller.calls()
      await rings(uuid)
      await user.decline()
      await happens('fulfill', { type: 'CXEndCallAction', uuid })
      await happens('server.decline', { uuid })
    },
  )
}

conformance(
  'nobody answers',
  { rules: ['ACT-DEADLINE-001', 'END-001', 'CALL-END-004'], time: 'virtual' },
  async ({ app, caller, rings, happens }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await happens('perform', { type: 'CXEndCallAction', uuid, by: 'system' })
    await happens('fulfill', { type: 'CXEndCallAction', uuid })
  },
)

conformance(
  'the user hangs up while the backend is slow',
  { rules: ['ACT-DEADLINE-001', 'END-001'], time: 'virtual' },
  async ({ app, backend, caller, user, rings, happens }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    backend.script({ operation: 'hangup', delayMs: 4000 })
    await user.end()
    await happens('fulfill', { type: 'CXEndCallAction', uuid })
    await happens('server.hangup', { uuid })
  },
)

conformance(
  'the app is stalled while the user hangs up',
  { rules: ['ACT-TIMEOUT-001', 'CALL-END-004'], time: 'virtual' },
  async ({ app, caller, user, rings, happens, elapse }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    app.stall()
    await user.end()
    await happens('timeout', { type: 'CXEndCallAction', uuid })
    app.wake()
    await elapse(1000)
  },
)

conformance(
  'the app is stalled while the user answers',
  { rules: ['ACT-TIMEOUT-001', 'CALL-END-004'], time: 'virtual' },
  async ({ app, caller, user, rings, happens, elapse }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    app.stall()
    await user.answer()
    await happens('timeout', { type: 'CXAnswerCallAction', uuid })
    app.wake()
    await elapse(1000)
  },
)
