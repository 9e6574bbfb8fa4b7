import { conformance } from '../harness/scenario/index.ts'

conformance(
  'the call daemon restarts during a call',
  { rules: ['RESET-001'] },
  async ({ app, caller, user, rings, happens, resetCallServices }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    resetCallServices()
    await happens('server.hangup', { uuid })
    await happens('audio.io.stop')
    await user.expectNoCall()
  },
)

conformance(
  'the call daemon restarts while the phone rings',
  { rules: ['RESET-001'] },
  async ({ app, caller, rings, happens, resetCallServices }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    resetCallServices()
    await happens('server.hangup', { uuid })
  },
)

conformance(
  'an answer that is not fulfilled in time is given up',
  { rules: ['ANS-FULFILL-001', 'CALL-END-004'], time: 'virtual' },
  async ({ app, backend, caller, user, rings, happens }) => {
    backend.script({ operation: 'accept', delayMs: 120_000 })
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'every push of the provider is one that APNs accepts',
  { rules: ['APNS-HDR-001', 'APNS-SIZE-001'] },
  async ({ app, caller, rings, happens }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await happens('apns.response', { status: 200 })
    await rings(uuid)
  },
)
