import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import { BUNDLE, CALL, PhoneStand } from '../testing/phone-stand.ts'

const LOCAL = { push: 'p1', payload: { UUID: CALL }, bytes: 20, local: true } as const

test('a call over Local Push Connectivity wakes the app, which owes a report within the window', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.terminate(BUNDLE)
  await stand.phone.deliver(BUNDLE, LOCAL)
  await stand.clock.settle()
  expect(stand.last('sys.deliver')).toMatchObject({ push: 'p1', local: true, state: 'background', mustReport: true })
  expect(stand.app.last('NEAppPushManager.didReceiveIncomingCall').userInfo).toEqual({ UUID: CALL })
  expect(stand.app.all('pushRegistry.didReceiveIncomingPush')).toEqual([])
  await stand.clock.sleep(7000)
  expect(stand.last('sys.kill')).toMatchObject({ push: 'p1', code: '0xBAADCA11' })
})

test('a report in time saves the app', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.deliver(BUNDLE, LOCAL)
  await stand.report()
  await stand.clock.sleep(10_000)
  expect(stand.all('sys.kill')).toEqual([])
})

test('before iOS 14 there is no such way to an app', async () => {
  await using stand = await PhoneStand.open(new VirtualClock(), { release: '13.7' })
  await stand.phone.deliver(BUNDLE, LOCAL)
  expect(stand.last('sys.undeliverable')).toMatchObject({ push: 'p1', reason: expect.stringContaining('iOS 14') })
})
