import { expect, test } from 'vitest'
import { BUNDLE, CALL, OTHER_BUNDLE, PhoneStand } from './testing/phone-stand.ts'

test('in airplane mode no push arrives; whoever sends them is told of both changes', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.setAirplaneMode(true)
  stand.phone.setAirplaneMode(true)
  await stand.push('p1')
  stand.phone.setAirplaneMode(false)
  await stand.push('p2')
  expect(stand.all('sys.airplaneMode').map(({ on }) => on)).toEqual([true, false])
  expect(stand.all('sys.undeliverable')).toMatchObject([{ push: 'p1', bundleId: BUNDLE }])
  expect(stand.app.all('pushRegistry.didReceiveIncomingPush').map(({ push }) => push)).toEqual(['p2'])
})

test('memory is taken from an app in the background, and from none in front', async () => {
  await using stand = await PhoneStand.ringing()
  expect(stand.phone.reclaimMemory(OTHER_BUNDLE)).toBe(false)
  await stand.phone.controls.activate(OTHER_BUNDLE)
  expect(stand.phone.reclaimMemory(OTHER_BUNDLE)).toBe(false)
  expect(stand.phone.reclaimMemory(BUNDLE)).toBe(true)
  expect(stand.last('app.terminate')).toMatchObject({ bundleId: BUNDLE, by: 'system', code: 'jetsam' })
  expect(stand.last('cx.callChanged')).toMatchObject({ uuid: CALL, endedBy: 'appDied' })
  await stand.push('p1')
  expect(stand.last('app.launch')).toMatchObject({ bundleId: BUNDLE, reason: 'push' })
})

test('after a restart the phone is locked, nothing runs, and a push launches the app before the first unlock', async () => {
  await using stand = await PhoneStand.connected()
  stand.phone.receiveCellularCall('+15550177')
  stand.phone.reboot()
  await stand.clock.settle()
  expect(stand.phone.source).toMatchObject({ locked: true, calls: [] })
  expect(stand.last('app.terminate')).toMatchObject({ code: 'reboot' })
  await stand.push('p1')
  await stand.report()
  expect(stand.last('sys.deliver')).toMatchObject({ state: 'background', mustReport: true })
  expect(stand.shown).toEqual([[CALL, 'ringing']])
  expect(stand.app.last('welcome').protectedDataUnavailable).toBe(true)
  stand.phone.controls.unlock()
  stand.phone.controls.lock()
  stand.phone.controls.unlock()
  expect(stand.all('sys.unlock').map(({ first }) => first)).toEqual([true, undefined])
  await stand.clock.settle()
  expect(
    stand.app
      .all('application.protectedData')
      .slice(-3)
      .map(({ available }) => available),
  ).toEqual([true, false, true])
})

test('an app that is launched learns in which country the App Store account is', async () => {
  await using stand = await PhoneStand.open()
  expect(stand.app.last('welcome').storefront).toBe('USA')
  stand.phone.setSettings({ storefront: 'CHN' })
  await stand.inBackground(OTHER_BUNDLE)
  expect(stand.other.last('welcome').storefront).toBe('CHN')
  expect(stand.last('sys.settings')).toMatchObject({ storefront: 'CHN' })
})
