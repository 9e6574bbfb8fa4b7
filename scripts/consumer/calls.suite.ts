import { conformance } from 'callkit-conformance/vitest'

conformance('the user declines', { rules: ['PUSH-REPORT-001'] }, async ({ app, caller, user, rings, happens }) => {
  await app.isIn('background')
  const { uuid } = await caller.calls()
  await rings(uuid)
  await user.decline()
  await happens('ui.dismissed', { uuid })
})
