import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import { BUNDLE, CALL, OTHER_BUNDLE, PhoneStand } from '../testing/phone-stand.ts'

test('a payload that a service extension hands on wakes the app, which owes a report', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.terminate(BUNDLE)
  expect(await stand.phone.handOff(BUNDLE, { UUID: CALL })).toBeUndefined()
  await stand.clock.settle()
  const { push } = stand.last('nse.handoff')
  expect(stand.last('sys.deliver')).toMatchObject({ push, mustReport: true, state: 'background' })
  expect(stand.app.last('pushRegistry.didReceiveIncomingPush')).toMatchObject({ push, payload: { UUID: CALL } })
  await stand.clock.sleep(7000)
  expect(stand.last('sys.kill')).toMatchObject({ push, code: '0xBAADCA11' })
})

test.each([
  { release: '14.8', lacks: 'notificationFilteringEntitlement' as const, code: 2 },
  { release: '13.7', lacks: 'callKitEntitlement' as const, code: 0 },
])('on iOS $release an extension without its $lacks is refused with $code', async ({ release, lacks, code }) => {
  await using stand = await PhoneStand.open(new VirtualClock(), { release })
  stand.phone.install({ ...stand.phone.app(OTHER_BUNDLE).bundle, lacks: new Set([lacks]) })
  const error = await stand.phone.handOff(OTHER_BUNDLE, {})
  expect(error).toMatchObject({ domain: 'com.apple.CallKit.error.notificationserviceextension', code })
  expect(stand.last('nse.handoff').error).toEqual(error)
  expect(stand.all('sys.deliver')).toEqual([])
})

test('an app that hands a payload on itself is told that it is the wrong process', async () => {
  await using stand = await PhoneStand.open()
  stand.app.say({ type: 'CXProvider.reportNewIncomingVoIPPushPayload', request: 'r' })
  await stand.clock.settle()
  expect(stand.app.last('CXProvider.reportNewIncomingVoIPPushPayload.completion')).toMatchObject({
    request: 'r',
    error: { code: 1, caseName: 'invalidClientProcess' },
  })
  expect(stand.last('nse.handoff')).toMatchObject({ bundleId: BUNDLE, error: { code: 1 } })
})
