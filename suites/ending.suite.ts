import { conformance } from '../harness/scenario/index.ts'
import { ScenarioNotApplicableError } from '../harness/scenario/scenario-not-applicable-error.ts'
import { inCall, isEndedByApp, ringing, ringingLocked } from './openings.ts'

/** An app that ends a ring sooner has not waited for its user; milliseconds. */
const RING_AT_LEAST_MS = 5000

conformance(
  'the user hangs up',
  { rules: ['ACT-DEADLINE-001', 'ACT-ONCE-001', 'END-001', 'CALL-END-004'] },
  async (scene) => {
    const { user, happens, hungUp } = scene
    const uuid = await inCall(scene)
    await user.end()
    await happens('fulfill', { type: 'CXEndCallAction', uuid })
    await hungUp(uuid)
    await user.expectNoCall()
  },
)

conformance(
  'the user hangs up in the app',
  { rules: ['CALL-END-003', 'TX-002', 'END-001', 'CALL-END-004'], needs: ['hang-ups in the app'] },
  async (scene) => {
    const { app, user, happens, hungUp } = scene
    const uuid = await inCall(scene)
    await app.hangUp(uuid)
    await happens('ui.dismissed', { uuid })
    await hungUp(uuid)
    await user.expectNoCall()
  },
)

conformance('the other side hangs up', { rules: ['CALL-END-001', 'CALL-END-004'] }, async (scene) => {
  const { caller, user, happens } = scene
  const uuid = await inCall(scene)
  await caller.ends(uuid)
  await happens('ui.dismissed', { uuid })
  await user.expectNoCall()
})

conformance(
  'the user declines, and is called again',
  { rules: ['CALL-PROV-002', 'CALL-PROV-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { caller, user, rings, happens, elapse } = scene
    const first = await ringing(scene)
    await user.decline()
    await happens('ui.dismissed', { uuid: first })
    // Long enough for an app that was told of a time-out to have heard of it.
    await elapse(7000)
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.decline()
    await happens('ui.dismissed', { uuid })
  },
)

for (const [where, open, rules] of [
  ['', ringing, []],
  [' on the lock screen', (scene) => ringingLocked(scene, 'terminated'), ['END-002']],
] as const satisfies [string, typeof ringing, string[]][]) {
  conformance(
    `the user declines${where}`,
    { rules: [...rules, 'ACT-DEADLINE-001', 'END-001', 'CALL-END-004'] },
    async (scene) => {
      const { user, happens, hungUp } = scene
      const uuid = await open(scene)
      await user.decline()
      await happens('fulfill', { type: 'CXEndCallAction', uuid })
      await hungUp(uuid)
    },
  )
}

conformance(
  'nobody answers',
  { rules: ['CALL-RING-001', 'ACT-DEADLINE-001', 'END-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { happens, hungUp } = scene
    const uuid = await ringing(scene)
    const { at: shownAt } = await happens('ui.shown', { uuid })
    const { at: endedAt } = await happens('cx.callChanged', { uuid, hasEnded: true })
    const rangMs = endedAt - shownAt
    if (isEndedByApp(scene, uuid) && rangMs >= RING_AT_LEAST_MS) {
      await hungUp(uuid)
      const seconds = Math.round(rangMs / 1000)
      throw new ScenarioNotApplicableError(`the app has ended the ring by itself after ${seconds} s`)
    }
    await happens('perform', { type: 'CXEndCallAction', uuid, by: 'system' })
    await happens('fulfill', { type: 'CXEndCallAction', uuid })
  },
)

conformance(
  'the other side hangs up after the connection to the backend was lost',
  { rules: ['CALL-END-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { backend, caller, happens, elapse } = scene
    const uuid = await inCall(scene)
    backend.dropConnections()
    // Time to notice it, and to connect anew.
    await elapse(30_000)
    await caller.ends(uuid)
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the other side hangs up while the connection to the backend is lost',
  { rules: ['CALL-END-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { backend, caller, happens, elapse } = scene
    const uuid = await inCall(scene)
    backend.dropConnections()
    await caller.ends(uuid)
    await elapse(30_000)
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the user hangs up while the backend is slow',
  { rules: ['ACT-DEADLINE-001', 'END-001'], time: 'virtual' },
  async (scene) => {
    const { backend, user, happens, hungUp } = scene
    const uuid = await inCall(scene)
    backend.script({ operation: 'hangup', delayMs: 4000 })
    await user.end()
    await happens('fulfill', { type: 'CXEndCallAction', uuid })
    await hungUp(uuid)
  },
)

conformance(
  'the app is stalled while the user hangs up',
  { rules: ['ACT-TIMEOUT-001', 'CALL-END-004'], time: 'virtual' },
  async (scene) => {
    const { app, user, happens, elapse } = scene
    const uuid = await inCall(scene)
    app.stall()
    await user.end()
    await happens('timeout', { type: 'CXEndCallAction', uuid })
    app.wake()
    await elapse(1000)
  },
)
