import { conformance } from '../harness/scenario/index.ts'
import { oneOnHold, placing } from './openings.ts'

const needs = ['outgoing calls'] as const

conformance(
  'an outgoing call is answered',
  { rules: ['OUT-001', 'OUT-002', 'OUT-003', 'TX-002', 'ACT-DEADLINE-002', 'AUDIO-003'], needs },
  async (scene) => {
    const { caller, happens } = scene
    const uuid = await placing(scene)
    await happens('cx.outgoing.connecting', { uuid })
    await caller.answers(uuid)
    await happens('cx.outgoing.connected', { uuid })
    await happens('audio.io.start')
  },
)

conformance(
  'the callee of an outgoing call hangs up',
  { rules: ['OUT-002', 'CALL-END-001', 'CALL-END-004'], needs },
  async (scene) => {
    const { caller, happens } = scene
    const uuid = await placing(scene)
    await caller.answers(uuid)
    await happens('cx.outgoing.connected', { uuid })
    await caller.ends(uuid)
    await happens('cx.ended', { uuid })
  },
)

conformance(
  'a call over the mobile network comes during an outgoing call',
  { rules: ['MULTI-006', 'OUT-002', 'CALL-END-004'], needs, time: 'virtual' },
  async (scene) => {
    const { caller, phone, user, happens, elapse } = scene
    const uuid = await placing(scene)
    await caller.answers(uuid)
    await elapse(3000)
    phone.receiveCellularCall()
    await happens('sys.call', { hasEnded: false })
    await user.waitForIncoming()
    await user.decline()
    await happens('sys.call', { hasEnded: true })
    await user.end()
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'nobody answers an outgoing call',
  { rules: ['OUT-004', 'CALL-END-002', 'CALL-END-004'], needs },
  async (scene) => {
    const { caller, happens } = scene
    const uuid = await placing(scene)
    await happens('cx.outgoing.connecting', { uuid })
    await caller.ends(uuid, 'unanswered')
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'an outgoing call is too many beside two others',
  { rules: ['TX-001', 'ACT-ONCE-001'], needs: ['outgoing calls', 'holding'] },
  async (scene) => {
    const { app, user, happens, hungUp } = scene
    const { second } = await oneOnHold(scene)
    await app.placeCall('mruiz2@example.com')
    await happens('tx.result')
    await user.end()
    await hungUp(second)
  },
)

conformance(
  'the user gives up an outgoing call',
  { rules: ['OUT-001', 'OUT-003', 'END-001', 'CALL-END-004'], needs },
  async (scene) => {
    const { user, happens, hungUp } = scene
    const uuid = await placing(scene)
    await happens('fulfill', { type: 'CXStartCallAction', uuid })
    await user.end()
    await hungUp(uuid)
  },
)

conformance(
  'the user, who has chosen the app for calls, taps a number',
  { rules: ['OUT-005'], needs: ['default calling app'], time: 'virtual' },
  async ({ app, elapse }) => {
    await app.isIn('background')
    await app.isAskedToDial('+15550123')
    await elapse(5000)
  },
)

conformance(
  'the backend refuses an outgoing call',
  { rules: ['OUT-003', 'ACT-DEADLINE-002', 'CALL-END-004'], needs, time: 'virtual' },
  async ({ app, backend, happens }) => {
    backend.script({ operation: 'start', fail: 503 })
    await app.isIn('foreground')
    await app.placeCall('mruiz2@example.com')
    await happens('perform', { type: 'CXStartCallAction' })
    await happens('fail', { type: 'CXStartCallAction' }, 610_000)
  },
)
