import { conformance } from '../harness/scenario/index.ts'

conformance(
  'the user answers and media connect at once',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-002', 'ACT-ONCE-001', 'AUDIO-003'] },
  async ({ app, caller, user, rings, happens }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
    await happens('audio.io.start')
  },
)

conformance(
  'the user answers on the lock screen an app that was ended',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-002', 'AUDIO-002'] },
  async ({ app, caller, user, rings, happens }) => {
    await app.isIn('terminated')
    await user.lock()
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
    await happens('audio.io.start')
  },
)

conformance(
  'media take a moment to connect',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-002', 'AUDIO-002'], time: 'virtual' },
  async ({ app, backend, caller, user, rings, happens }) => {
    backend.media = { delayMs: 300, outcome: 'ready' }
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
    await happens('audio.io.start')
  },
)

conformance(
  'media take twenty seconds to connect',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-002'], time: 'virtual' },
  async ({ app, backend, caller, user, rings, happens }) => {
    backend.media = { delayMs: 20_000, outcome: 'ready' }
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
  },
)

conformance(
  'media cannot be connected',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-003', 'CALL-END-004'], time: 'virtual' },
  async ({ app, backend, caller, user, rings, happens }) => {
    backend.media = { delayMs: 50, outcome: 'failed' }
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('media.failed', { uuid })
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'media never connect',
  { rules: ['ANS-FULFILL-001', 'ACT-ONCE-001', 'CALL-END-004'], time: 'virtual' },
  async ({ app, backend, caller, user, rings, happens }) => {
    backend.media = { delayMs: 0, outcome: 'never' }
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the caller gives up while media connect',
  { rules: ['CALL-END-001', 'CALL-END-004'], time: 'virtual' },
  async ({ app, backend, caller, user, rings, happens }) => {
    backend.media = { delayMs: 500, outcome: 'ready' }
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('media.offer', { uuid })
    caller.ends(uuid)
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the backend is slow to accept an answer',
  { rules: ['ANS-FULFILL-001', 'ANS-FULFILL-002'], time: 'virtual' },
  async ({ app, backend, caller, user, rings, happens }) => {
    backend.script({ operation: 'accept', delayMs: 10_000 })
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('fulfill', { type: 'CXAnswerCallAction', uuid })
  },
)
