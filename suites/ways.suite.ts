import { conformance } from '../harness/scenario/index.ts'
import { ScenarioNotApplicableError } from '../harness/scenario/scenario-not-applicable-error.ts'

conformance(
  'a push says whether it must be reported',
  { rules: ['PUSH-REPORT-006'] },
  async ({ app, caller, rings, happens, elapse }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    const { method } = await happens('pk.enter')
    if (method !== 'didReceiveIncomingVoIPPush')
      throw new ScenarioNotApplicableError('the app has no delegate method that takes metadata')
    await rings(uuid)
    await caller.calls({ handle: '+15550199' })
    await elapse(100)
  },
)

conformance(
  'a service extension hands a call on to the app',
  { rules: ['PUSH-NSE-001', 'PUSH-NSE-002'] },
  async ({ app, caller, rings }) => {
    await app.isIn('terminated')
    const { uuid } = await caller.calls({ via: 'serviceExtension' })
    await rings(uuid)
  },
)

for (const state of ['background', 'terminated'] as const) {
  conformance(
    `a call over Local Push Connectivity rings an app that is ${state}`,
    { rules: ['PUSH-LPC-001'], needs: ['local push'] },
    async ({ app, caller, rings }) => {
      await app.isIn(state)
      const { uuid } = await caller.calls({ via: 'localPush' })
      await rings(uuid)
    },
  )
}

conformance(
  'the device token is good no longer',
  { rules: ['PUSH-TOKEN-002', 'PUSH-TOKEN-001'], time: 'virtual' },
  async ({ app, phone, elapse }) => {
    await app.isIn('foreground')
    phone.invalidateToken()
    await elapse(6000)
  },
)

conformance(
  'the app is given another device token',
  { rules: ['PUSH-TOKEN-001'], time: 'virtual' },
  async ({ app, caller, phone, rings, elapse }) => {
    await app.isIn('background')
    phone.replaceToken()
    await elapse(6000)
    const { uuid } = await caller.calls()
    await rings(uuid)
  },
)

conformance(
  'the user calls somebody in mainland China',
  { rules: ['REGION-001'], needs: ['mainland China', 'outgoing calls'], time: 'virtual' },
  async ({ app, phone, happens, elapse }) => {
    phone.setSettings({ storefront: 'CHN' })
    await app.placeCall('mruiz2@example.com')
    await happens('link.open')
    await elapse(2000)
  },
)
