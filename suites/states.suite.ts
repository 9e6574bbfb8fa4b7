import { conformance, type Scene } from '../harness/scenario/index.ts'

/** So long nothing shields the next push any more, and an app in the background is asleep; milliseconds. */
const LONG_AFTER_MS = 10_000

/** A call that comes and goes. */
async function comesAndGoes({ caller, rings, happens, elapse }: Scene, afterwardsMs: number): Promise<void> {
  const { uuid } = await caller.calls()
  await rings(uuid)
  await caller.ends(uuid)
  await happens('ui.dismissed', { uuid })
  await elapse(afterwardsMs)
}

conformance(
  'calls come in every state of the app and of the phone',
  { rules: ['LIFE-001', 'LIFE-002', 'LIFE-003', 'PUSH-SETUP-002', 'PUSH-SETUP-005'], time: 'virtual' },
  async (scene) => {
    const { app, phone, user } = scene
    const states = [
      () => app.isIn('foreground'),
      () => user.home(),
      // The system has put the app to sleep by now.
      () => {},
      () => phone.reclaimMemory(),
      () => user.lock(),
      () => phone.reboot(),
    ]
    for (const enter of states) {
      await enter()
      await comesAndGoes(scene, LONG_AFTER_MS)
    }
  },
)

conformance(
  'a call is refused, and the app woken again long after',
  { rules: ['LIFE-004', 'PUSH-REPORT-001'], time: 'virtual' },
  async (scene) => {
    const { app, phone, caller, happens, elapse } = scene
    await app.isIn('background')
    phone.setSettings({ doNotDisturb: true })
    const { uuid } = await caller.calls()
    await happens('cx.report.result', { uuid })
    await elapse(30_000)
    phone.setSettings({ doNotDisturb: false })
    await comesAndGoes(scene, LONG_AFTER_MS)
  },
)

conformance(
  'two calls come back to back',
  { rules: ['PUSH-REPORT-010', 'PUSH-REPORT-007', 'PUSH-REPORT-001', 'PUSH-REPORT-002'], time: 'virtual' },
  async (scene) => {
    await scene.app.isIn('background')
    await comesAndGoes(scene, 1000)
    await comesAndGoes(scene, LONG_AFTER_MS)
  },
)
