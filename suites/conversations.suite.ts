import { conformance } from '../harness/scenario/index.ts'
import { inCall, placing, ringing } from './openings.ts'

const needs = ['LiveCommunicationKit'] as const

for (const state of ['background', 'terminated'] as const) {
  conformance(
    `a push brings a conversation to an app that is ${state}`,
    { rules: ['LCK-REPORT-001', 'LCK-MIX-001'], needs },
    async (scene) => {
      await ringing(scene, state)
    },
  )
}

conformance(
  'a push brings a conversation that cannot be understood',
  { rules: ['LCK-REPORT-003', 'LCK-REPORT-001'], needs, time: 'virtual' },
  async ({ app, caller, happens, elapse }) => {
    await app.isIn('terminated')
    await caller.calls({ malformation: 'empty object' })
    await happens('cx.report.call')
    await elapse(1000)
  },
)

conformance(
  'a Focus refuses a conversation',
  { rules: ['LCK-REPORT-002', 'LCK-REPORT-001'], needs, time: 'virtual' },
  async ({ app, phone, caller, happens, elapse }) => {
    await app.isIn('background')
    phone.setSettings({ doNotDisturb: true })
    const { uuid } = await caller.calls()
    await happens('cx.report.result', { uuid })
    await elapse(10_000)
  },
)

conformance(
  'the user joins a conversation, mutes it, and leaves',
  { rules: ['LCK-ACT-001', 'LCK-MIX-001'], needs, time: 'virtual' },
  async (scene) => {
    const { user, happens, hungUp } = scene
    const uuid = await inCall(scene)
    await user.mute()
    await happens('fulfill', { type: 'CXSetMutedCallAction', uuid })
    await user.end()
    await hungUp(uuid)
  },
)

conformance(
  'the user starts a conversation, and the other side leaves it',
  { rules: ['LCK-EVT-001', 'LCK-END-001', 'LCK-ACT-001'], needs: [...needs, 'outgoing calls'] },
  async (scene) => {
    const { caller, happens } = scene
    const uuid = await placing(scene)
    await happens('cx.outgoing.connecting', { uuid })
    await caller.answers(uuid)
    await happens('cx.outgoing.connected', { uuid })
    await caller.ends(uuid)
    await happens('cx.ended', { uuid })
  },
)

conformance('another device joins a conversation', { rules: ['LCK-END-001', 'LCK-EVT-001'], needs }, async (scene) => {
  const uuid = await ringing(scene)
  await scene.caller.ends(uuid, 'answeredElsewhere')
  await scene.happens('cx.ended', { uuid })
})

conformance('the call daemon restarts during a conversation', { rules: ['LCK-RESET-001'], needs }, async (scene) => {
  const uuid = await inCall(scene)
  scene.phone.resetCallServices()
  await scene.hungUp(uuid)
  await scene.happens('audio.io.stop')
})
