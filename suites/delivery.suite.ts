import { capturesToReplay, conformance } from '../harness/scenario/index.ts'

conformance(
  'a push comes late, although it was to expire at once',
  { rules: ['PUSH-REPORT-001', 'PUSH-REPORT-002', 'PUSH-COMPL-001'], time: 'virtual' },
  async ({ app, caller, fault, rings }) => {
    await app.isIn('background')
    fault({ fault: 'late', ms: 25_000 })
    const { uuid } = await caller.calls()
    await rings(uuid)
  },
)

conformance(
  'a push comes after the caller has given up',
  { rules: ['PUSH-REPORT-005', 'PUSH-REPORT-001', 'APNS-ORDER-001'], time: 'virtual' },
  async ({ app, caller, fault, happens }) => {
    await app.isIn('background')
    fault({ fault: 'late', ms: 6000 })
    const { uuid } = await caller.calls()
    await caller.ends(uuid)
    await happens('cx.report.call')
    await happens('cx.ended')
  },
)

conformance(
  'the network brings a push again when its call is over',
  { rules: ['PUSH-REPORT-001', 'PUSH-REPORT-005'], time: 'virtual' },
  async ({ app, caller, fault, rings, happens, elapse }) => {
    await app.isIn('background')
    fault({ fault: 'duplicated', gapMs: 20_000 })
    const { uuid } = await caller.calls()
    await rings(uuid)
    await caller.ends(uuid)
    await happens('ui.dismissed', { uuid })
    await elapse(30_000)
  },
)

conformance(
  'the network brings a push twice',
  { rules: ['PUSH-REPORT-001', 'CALL-UUID-001', 'PUSH-COMPL-001'], time: 'virtual' },
  async ({ app, caller, fault, rings, happens, elapse, user }) => {
    await app.isIn('background')
    fault({ fault: 'duplicated', gapMs: 400 })
    const { uuid } = await caller.calls()
    await rings(uuid)
    // The second one, and what the app makes of the refusal.
    await elapse(1000)
    await user.answer()
    await happens('audio.io.start')
    await user.end()
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'the pushes of two calls overtake each other',
  { rules: ['PUSH-REPORT-001', 'CALL-UUID-001'], time: 'virtual' },
  async ({ app, caller, fault, rings, happens }) => {
    await app.isIn('background')
    fault({ fault: 'reordered', times: 1 })
    const first = await caller.calls()
    const second = await caller.calls({ handle: '+15550199' })
    await rings(second.uuid)
    await happens('cx.report.call', { uuid: first.uuid })
  },
)

for (const { title, file } of capturesToReplay()) {
  conformance(
    title,
    { rules: ['PUSH-REPORT-001', 'PUSH-REPORT-002', 'PUSH-COMPL-001'], time: 'virtual' },
    async ({ app, caller, elapse }) => {
      await app.isIn('background')
      await caller.replays(file)
      // What the app still does about the last push.
      await elapse(8000)
    },
  )
}

conformance(
  'four pushes in a row cannot be understood',
  { rules: ['PUSH-BLOCK-001', 'PUSH-REPORT-004'], time: 'virtual' },
  async ({ app, caller, elapse }) => {
    await app.isIn('terminated')
    for (let count = 0; count < 4; count++) {
      await caller.calls({ malformation: 'UUID absent' })
      await elapse(10_000)
    }
  },
)
