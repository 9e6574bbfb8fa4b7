import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import type { Build } from '../apps/app-bundle.ts'
import { BUNDLE, OTHER_BUNDLE, PhoneStand } from '../testing/phone-stand.ts'

const WINDOW_MS = 7000
const returned = { type: 'pushRegistry.returned', push: 'p1' } as const

test('an app in the foreground owes no report', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.activate(BUNDLE)
  await stand.push('p1')
  stand.app.say(returned)
  await stand.clock.sleep(2 * WINDOW_MS)
  expect(stand.last('sys.deliver')).toMatchObject({ mustReport: false, exemption: 'foreground' })
  expect(stand.state).toBe('foreground')
})

test('an app with a call owes no report for another push', async () => {
  await using stand = await PhoneStand.open()
  await stand.report()
  await stand.clock.sleep(WINDOW_MS + 1)
  await stand.push('p1')
  stand.app.say(returned)
  await stand.clock.sleep(WINDOW_MS + 1)
  expect(stand.last('sys.deliver')).toMatchObject({ mustReport: false, exemption: 'activeCall' })
  expect(stand.state).toBe('background')
})

test('a push behind one that still waits for its report owes none of its own', async () => {
  await using stand = await PhoneStand.open()
  await stand.push('p1')
  await stand.push('p2')
  expect(stand.last('sys.deliver')).toMatchObject({ mustReport: false, exemption: 'outstandingPush' })
  await stand.report()
  stand.app.say(returned)
  stand.app.say({ ...returned, push: 'p2' })
  await stand.clock.sleep(2 * WINDOW_MS)
  expect(stand.state).toBe('background')
})

test.each([
  { release: '26.4', exempts: true, ageMs: 30_000, exemption: 'latePush' },
  { release: '26.4', exempts: true, ageMs: 29_999, exemption: undefined },
  { release: '26.4', exempts: false, ageMs: 30_000, exemption: undefined },
  { release: '26.0', exempts: true, ageMs: 30_000, exemption: undefined },
])('on iOS $release a push of $ageMs ms is exempt for $exemption', async ({ release, exempts, ageMs, exemption }) => {
  const switches = { exemptsLatePushes: exempts }
  await using stand = await PhoneStand.open(new VirtualClock(), { release, switches })
  await stand.clock.sleep(ageMs)
  const acceptedAt = stand.clock.now() - ageMs
  await stand.phone.deliver(BUNDLE, { push: 'p1', payload: {}, bytes: 2, acceptedAt })
  await stand.clock.settle()
  expect(stand.last('sys.deliver').exemption).toBe(exemption)
  const { metadata } = stand.app.last('pushRegistry.didReceiveIncomingPush')
  expect(metadata).toEqual(release === '26.4' ? { mustReport: exemption === undefined } : undefined)
  await stand.clock.sleep(WINDOW_MS)
  expect(stand.all('sys.kill')).toHaveLength(exemption ? 0 : 1)
})

test.each<{ build: Build; exemption: string | undefined }>([
  { build: { unrestrictedPushToTalk: true, sdk: '18.2' }, exemption: 'pushToTalk' },
  { build: { unrestrictedPushToTalk: true, sdk: '26.0' }, exemption: undefined },
  { build: { unrestrictedPushToTalk: true }, exemption: undefined },
  { build: { sdk: '18.2' }, exemption: undefined },
])('an app of the build $build is exempt for $exemption', async ({ build, exemption }) => {
  await using stand = await PhoneStand.open()
  stand.phone.install({ ...stand.phone.app(OTHER_BUNDLE).bundle, build })
  await stand.inBackground(OTHER_BUNDLE)
  await stand.push('p1', OTHER_BUNDLE)
  expect(stand.last('sys.deliver').exemption).toBe(exemption)
  expect(stand.all('sys.pushToTalk')).toHaveLength(build.unrestrictedPushToTalk ? 1 : 0)
})
