import type { PhoneSettings } from '../mocks/iphone/events.ts'
import { conformance, type Scene } from '../harness/scenario/index.ts'
import { ScenarioNotApplicableError } from '../harness/scenario/scenario-not-applicable-error.ts'

const CALLER = '+15550100'

/** So long an app has until it is seen what it makes of a refusal; milliseconds. */
const AFTERMATH_MS = 8000

/** Brings a scenario to the point where the system has refused a call, and the app has had time to go on. */
async function refuses({ app, phone, caller, happens, elapse }: Scene, settings: Partial<PhoneSettings>) {
  await app.isIn('background')
  phone.setSettings(settings)
  const { uuid } = await caller.calls({ handle: CALLER })
  const { error } = await happens('cx.report.result', { uuid })
  if (!error)
    throw new ScenarioNotApplicableError('nothing on this release keeps the call, as the app reports it, away')
  await elapse(AFTERMATH_MS)
}

conformance(
  'a Focus keeps a call away',
  { rules: ['CALL-ERR-003', 'CALL-ERR-000', 'CALL-ERR-001', 'PUSH-REPORT-001'], time: 'virtual' },
  (scene) => refuses(scene, { doNotDisturb: true }),
)

conformance(
  'a blocked caller is kept away',
  { rules: ['CALL-ERR-004', 'CALL-ERR-000', 'PUSH-REPORT-001'], time: 'virtual' },
  (scene) => refuses(scene, { blockedHandles: [CALLER] }),
)

for (const [what, settings] of [
  ['while the screen is shared', { restrictedSharingMode: true }],
  ['because it is protected', { protectedHandles: [CALLER] }],
  ['because of who takes part', { sensitiveHandles: [CALLER] }],
] as const satisfies [string, Partial<PhoneSettings>][]) {
  conformance(
    `a call is kept away ${what}`,
    { rules: ['CALL-ERR-005', 'CALL-ERR-000', 'PUSH-REPORT-001'], time: 'virtual' },
    (scene) => refuses(scene, settings),
  )
}
