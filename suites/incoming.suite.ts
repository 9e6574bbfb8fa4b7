import { malformations } from '../harness/provider/malformations.ts'
import { conformance } from '../harness/scenario/index.ts'
import { inCall, ringing, ringingLocked } from './openings.ts'

const reporting = [
  'PUSH-REPORT-001',
  'PUSH-REPORT-002',
  'PUSH-REPORT-003',
  'PUSH-COMPL-001',
  'PUSH-COMPL-002',
  'PUSH-SETUP-001',
  'PUSH-SETUP-003',
  'PUSH-SETUP-004',
  'PUSH-SETUP-005',
  'PUSH-REPORT-011',
  'DBG-001',
  'PTT-001',
  'PUSH-TOKEN-001',
] as const

for (const state of ['background', 'suspended', 'terminated'] as const) {
  const rules = state === 'terminated' ? [...reporting, 'LIFE-005' as const] : reporting
  conformance(`a push rings an app that is ${state}`, { rules }, async (scene) => {
    await ringing(scene, state)
  })
}

conformance(
  'a push rings an app in the foreground',
  { rules: ['PUSH-REPORT-009', 'PUSH-REPORT-003', 'PUSH-COMPL-001', 'CALL-UUID-001'] },
  async (scene) => {
    await ringing(scene, 'foreground')
  },
)

conformance('a push rings a locked phone', { rules: [...reporting, 'LIFE-002'] }, async (scene) => {
  await ringingLocked(scene, 'background')
})

conformance('a push rings a locked phone whose app was ended', { rules: reporting }, async (scene) => {
  await ringingLocked(scene, 'terminated')
})

for (const { name } of malformations) {
  conformance(
    `a malformed push is reported: ${name}`,
    { rules: ['PUSH-REPORT-004', 'PUSH-REPORT-001', 'LIFE-003'], time: 'virtual' },
    async ({ app, caller, happens }) => {
      await app.isIn('background')
      await caller.calls({ malformation: name })
      await happens('cx.report.call')
    },
  )
}

conformance(
  'a malformed push comes during a call',
  { rules: ['PUSH-REPORT-004', 'PUSH-REPORT-008', 'CALL-END-004', 'END-001'], time: 'virtual' },
  async (scene) => {
    const { caller, user, hungUp, elapse } = scene
    const uuid = await inCall(scene)
    await elapse(6000)
    await caller.calls({ malformation: 'UUID absent' })
    await elapse(6000)
    // Most apps have ended by now what they have reported in its place.
    if (await user.isIncoming()) await user.decline()
    await user.end()
    await hungUp(uuid)
  },
)

conformance(
  'a malformed push starts an app that was ended',
  { rules: ['PUSH-REPORT-004', 'PUSH-REPORT-001', 'PUSH-REPORT-002'] },
  async ({ app, caller, happens }) => {
    await app.isIn('terminated')
    await caller.calls({ malformation: 'UUID absent' })
    await happens('cx.report.call')
  },
)

for (const reason of ['remoteEnded', 'answeredElsewhere', 'declinedElsewhere'] as const) {
  conformance(
    `a push for a call that is over is reported and ended: ${reason}`,
    {
      rules: ['PUSH-REPORT-005', 'PUSH-REPORT-001', 'CALL-END-004', 'APNS-ORDER-001'],
      time: reason === 'remoteEnded' ? 'real' : 'virtual',
    },
    async ({ app, caller, happens }) => {
      await app.isIn('background')
      const { uuid } = await caller.calls({ cancelledFirst: reason })
      await happens('cx.ended', { uuid })
    },
  )
}

conformance(
  'the caller gives up while the phone rings',
  { rules: ['CALL-END-001', 'CALL-END-002', 'CALL-END-004'] },
  async (scene) => {
    const { caller, user, happens } = scene
    const uuid = await ringing(scene)
    await caller.ends(uuid, 'unanswered')
    await happens('ui.dismissed', { uuid })
    await user.expectNoCall()
  },
)

conformance(
  'another device answers while the phone rings',
  { rules: ['CALL-END-001', 'CALL-END-002', 'CALL-END-004'] },
  async (scene) => {
    const { caller, happens } = scene
    const uuid = await ringing(scene, 'terminated')
    await caller.ends(uuid, 'answeredElsewhere')
    await happens('ui.dismissed', { uuid })
  },
)

conformance(
  'a push arrives twice for one call',
  {
    rules: [
      'CALL-UUID-001',
      'CALL-UUID-002',
      'PUSH-REPORT-008',
      'PUSH-REPORT-009',
      'PUSH-COMPL-001',
      'APNS-ORDER-001',
      'APNS-USE-002',
    ],
  },
  async ({ app, caller, user, rings, happens, elapse }) => {
    await app.isIn('background')
    const call = await caller.calls()
    const { uuid } = call
    await rings(uuid)
    await caller.calls({ again: call })
    // What an app makes of the refusal shows a moment later, or never.
    await elapse(100)
    await user.answer()
    await happens('audio.io.start')
    await user.end()
    await happens('ui.dismissed', { uuid })
  },
)
