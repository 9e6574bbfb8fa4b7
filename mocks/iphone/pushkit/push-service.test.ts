import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import { BUNDLE, CALL, OTHER_CALL, PhoneStand, PROVIDER } from '../testing/phone-stand.ts'

const WINDOW_MS = 7000
/** The clock's resolution. */
const MICROSECOND = 0.001

const entered = { type: 'pushRegistry.entered', push: 'p1' } as const
const returned = { type: 'pushRegistry.returned', push: 'p1' } as const

test('a report a microsecond before the window closes saves the app', async () => {
  await using stand = await PhoneStand.open()
  await stand.push('p1')
  await stand.clock.sleep(WINDOW_MS - MICROSECOND)
  await stand.report()
  await stand.clock.sleep(WINDOW_MS)
  expect(stand.all('sys.kill')).toEqual([])
  expect(stand.state).toBe('background')
})

test('without a report the app is killed when the window closes, to the microsecond', async () => {
  await using stand = await PhoneStand.open()
  await stand.push('p1')
  await stand.clock.sleep(WINDOW_MS + MICROSECOND)
  await stand.report()
  const { at } = stand.last('sys.deliver')
  expect(stand.last('sys.kill')).toMatchObject({ at: at + WINDOW_MS, code: '0xBAADCA11', push: 'p1' })
  expect(stand.last('app.terminate')).toMatchObject({ at: at + WINDOW_MS, by: 'system', code: '0xBAADCA11' })
  expect(stand.all('cx.report.call')).toEqual([])
  expect(stand.state).toBe('terminated')
})

test('a delegate that returns after the report has done its duty', async () => {
  await using stand = await PhoneStand.open()
  await stand.push('p1')
  stand.app.say(entered)
  await stand.report()
  stand.app.say(returned)
  await stand.clock.sleep(2 * WINDOW_MS)
  expect(stand.state).toBe('background')
  expect(stand.all('app.terminate')).toEqual([])
})

test('a delegate that returns before the report ends the app in that moment', async () => {
  await using stand = await PhoneStand.open()
  await stand.push('p1')
  stand.app.say(entered)
  await stand.clock.sleep(3)
  stand.app.say(returned)
  await stand.report()
  const { at } = stand.last('sys.deliver')
  expect(stand.last('app.terminate')).toMatchObject({ at: at + 3, code: 'NSInternalInconsistencyException' })
  expect(stand.all('cx.report.call')).toEqual([])
  expect(stand.all('sys.kill')).toEqual([])
})

test('a report that is only claimed satisfies PushKit, and not callservicesd', async () => {
  await using stand = await PhoneStand.open()
  await stand.push('p1')
  stand.app.say(entered)
  stand.app.say({ type: 'NotificationCenter.post', notification: 'PKPushIncomingCallReportedNotification' })
  stand.app.say(returned)
  await stand.clock.sleep(2 * WINDOW_MS)
  const { at } = stand.last('sys.deliver')
  expect(stand.last('nc.post')).toMatchObject({ notification: 'PKPushIncomingCallReportedNotification' })
  expect(stand.last('app.terminate')).toMatchObject({ at: at + WINDOW_MS, code: '0xBAADCA11' })
})

test.each([
  { ago: WINDOW_MS - MICROSECOND, survives: true },
  { ago: WINDOW_MS, survives: false },
])('a report $ago ms ago satisfies the check at delegate return: $survives', async ({ ago, survives }) => {
  await using stand = await PhoneStand.open()
  await stand.report()
  stand.app.say({ type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid: CALL, reason: 'remoteEnded' })
  await stand.clock.sleep(ago)
  await stand.push('p1')
  stand.app.say(entered)
  stand.app.say(returned)
  await stand.clock.settle()
  expect(stand.last('sys.deliver').mustReport).toBe(true)
  expect(stand.state).toBe(survives ? 'background' : 'terminated')
  await stand.clock.sleep(WINDOW_MS)
  // The daemon looks for a report of its own window, whatever came before it.
  expect(stand.all('sys.kill')).toHaveLength(survives ? 1 : 0)
})

test('a call that Do Not Disturb refuses has been reported all the same', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.setSettings({ doNotDisturb: true })
  await stand.push('p1')
  await stand.report()
  stand.app.say(returned)
  await stand.clock.sleep(WINDOW_MS + 1)
  expect(stand.all('app.terminate')).toEqual([])
})

test('a push launches an app that does not run, in the background', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.terminate(BUNDLE)
  await stand.push('p1')
  expect(stand.last('app.launch')).toMatchObject({ reason: 'push', state: 'background' })
  expect(stand.app.last('pushRegistry.didReceiveIncomingPush')).toMatchObject({ push: 'p1', payload: { UUID: CALL } })
})

test('a push that comes while another is launching the app reaches it too', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.terminate(BUNDLE)
  await Promise.all([stand.push('p1'), stand.push('p2')])
  expect(stand.app.all('pushRegistry.didReceiveIncomingPush').map(({ push }) => push)).toEqual(['p1', 'p2'])
  expect(stand.app.launches).toBe(2)
})

test('a push for an app that dies at start is lost', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.terminate(BUNDLE)
  stand.app.start = () => {}
  const delivered = stand.phone.deliver(BUNDLE, { push: 'p1', payload: {}, bytes: 2 })
  stand.app.exit('exit code 1')
  await delivered
  expect(stand.last('sys.undeliverable')).toMatchObject({ push: 'p1', reason: 'the app did not start' })
  expect(stand.all('sys.deliver')).toEqual([])
})

test('a push wakes a suspended app', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.app(BUNDLE).enter('suspended')
  await stand.push('p1')
  expect(stand.last('app.state').state).toBe('background')
  expect(stand.last('sys.deliver').state).toBe('background')
})

test('the run time that a push guarantees ends after the latest of them, and then the app sleeps', async () => {
  await using stand = await PhoneStand.open()
  const { at: first } = await delivered(stand, 'p1', CALL)
  await stand.clock.sleep(5000)
  const { at: second } = await delivered(stand, 'p2', OTHER_CALL)
  await stand.clock.sleep(20_000)
  expect(second).toBe(first + 5000)
  expect(stand.all('app.state').filter(({ state }) => state === 'suspended')).toMatchObject([{ at: second + 7000 }])
})

test('an app with a call is not put to sleep', async () => {
  await using stand = await PhoneStand.open()
  await stand.push('p1')
  await stand.report()
  await stand.clock.sleep(20_000)
  expect(stand.state).toBe('background')
})

test('the run time of a push ends with the process: the next launch has its own', async () => {
  await using stand = await PhoneStand.open()
  await delivered(stand, 'p1', CALL)
  await stand.clock.sleep(5000)
  stand.app.exit('exit code 0')
  const { at } = await delivered(stand, 'p2', OTHER_CALL)
  await stand.clock.sleep(20_000)
  expect(stand.all('app.state').filter(({ state }) => state === 'suspended')).toMatchObject([{ at: at + 7000 }])
})

async function delivered(stand: PhoneStand, push: string, uuid: string) {
  await stand.push(push)
  await stand.report(uuid)
  stand.app.say({ type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid, reason: 'remoteEnded' })
  await stand.clock.settle()
  return stand.last('sys.deliver')
}

test.each([
  { where: 'the background', inFront: false, state: 'suspended' },
  { where: 'the foreground', inFront: true, state: 'foreground' },
])('an app in $where whose last call ends runs on for a while', async ({ inFront, state }) => {
  await using stand = await PhoneStand.connected()
  await stand.report(OTHER_CALL)
  if (inFront) await stand.phone.controls.activate(BUNDLE)
  const running = stand.state
  for (const uuid of [CALL, OTHER_CALL]) {
    await stand.clock.sleep(20_000)
    expect(stand.state).toBe(running)
    stand.app.say({ type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid, reason: 'remoteEnded' })
  }
  const { runTimeAfterCall } = stand.phone.release.figures
  await stand.clock.sleep(runTimeAfterCall.value - MICROSECOND)
  expect(stand.state).toBe(running)
  await stand.clock.sleep(2 * MICROSECOND)
  expect(stand.state).toBe(state)
})

test.each([
  { release: '26.0', state: 'the background', metadata: undefined },
  { release: '26.4', state: 'the background', metadata: { mustReport: true } },
  { release: '26.4', state: 'the foreground', metadata: { mustReport: false } },
])('on iOS $release an app in $state is told $metadata', async ({ release, state, metadata }) => {
  await using stand = await PhoneStand.open(new VirtualClock(), { release })
  if (state === 'the foreground') await stand.phone.controls.activate(BUNDLE)
  await stand.push('p1')
  expect(stand.app.last('pushRegistry.didReceiveIncomingPush').metadata).toEqual(metadata)
})
