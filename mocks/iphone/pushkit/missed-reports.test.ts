import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import type { Build } from '../apps/app-bundle.ts'
import { BUNDLE, OTHER_BUNDLE, PhoneStand } from '../testing/phone-stand.ts'

const WINDOW_MS = 7000

test('after three missed reports pushes launch the app no more, but still reach it when the user has opened it', async () => {
  await using stand = await PhoneStand.open()
  for (const push of ['p1', 'p2', 'p3']) {
    await stand.push(push)
    await stand.clock.sleep(WINDOW_MS)
    expect(stand.state).toBe('terminated')
  }
  await stand.push('p4')
  expect(stand.last('sys.blocked')).toMatchObject({ push: 'p4', bundleId: BUNDLE, missedReports: 3 })
  expect(stand.app.launches).toBe(3)
  await stand.phone.controls.activate(BUNDLE)
  await stand.push('p5')
  expect(stand.last('sys.deliver')).toMatchObject({ push: 'p5', state: 'foreground' })
  expect(stand.app.last('pushRegistry.didReceiveIncomingPush').push).toBe('p5')
})

test('two missed reports do not stop launches', async () => {
  await using stand = await PhoneStand.open()
  for (const push of ['p1', 'p2']) {
    await stand.push(push)
    await stand.clock.sleep(WINDOW_MS)
  }
  await stand.push('p3')
  expect(stand.all('sys.blocked')).toEqual([])
  expect(stand.last('sys.deliver')).toMatchObject({ push: 'p3', state: 'background', mustReport: true })
})

test.for<[by: string, end: (stand: PhoneStand) => unknown]>([
  ['the user', (stand) => stand.phone.controls.terminate(BUNDLE)],
  ['the system, for its memory,', (stand) => stand.phone.reclaimMemory(BUNDLE)],
  ['a restart', (stand) => stand.phone.reboot()],
])('being ended by %s before the report does not count as missing it', async ([, end]) => {
  await using stand = await PhoneStand.open()
  for (const push of ['p1', 'p2', 'p3']) {
    await stand.push(push)
    await end(stand)
  }
  await stand.push('p4')
  expect(stand.all('sys.blocked')).toEqual([])
  expect(stand.last('sys.deliver').push).toBe('p4')
})

test('dying before the report counts as missing it; dying after does not', async () => {
  await using stand = await PhoneStand.open()
  await stand.push('reported')
  await stand.report()
  stand.app.exit('exit code 1')
  for (const push of ['p1', 'p2', 'p3']) {
    await stand.push(push)
    stand.app.exit('exit code 1')
    await stand.clock.settle()
  }
  await stand.push('p4')
  expect(stand.all('sys.blocked')).toMatchObject([{ push: 'p4', missedReports: 3 }])
})

test('missed reports are forgotten two days after the first of them', async () => {
  await using stand = await PhoneStand.open()
  const { missedReportsForgotten } = stand.phone.release.figures
  await stand.push('p1')
  await stand.clock.sleep(missedReportsForgotten.value)
  for (const push of ['p2', 'p3', 'p4']) {
    await stand.push(push)
    await stand.clock.sleep(WINDOW_MS)
  }
  await stand.push('p5')
  expect(stand.last('sys.blocked')).toMatchObject({ push: 'p5', missedReports: 3 })
  await stand.clock.sleep(missedReportsForgotten.value)
  await stand.push('p6')
  expect(stand.last('sys.deliver')).toMatchObject({ push: 'p6', state: 'background' })
})

test.each<{ release: string; build: Build; alerts: string[] }>([
  { release: '26.0', build: {}, alerts: ['missedReport', 'missedReport', 'missedReport', 'deliveryStopped'] },
  { release: '26.0', build: { distribution: 'appStore' }, alerts: [] },
  { release: '18.2', build: {}, alerts: [] },
])('on iOS $release the developer of $build is shown $alerts', async ({ release, build, alerts }) => {
  await using stand = await PhoneStand.open(new VirtualClock(), { release })
  stand.phone.install({ ...stand.phone.app(OTHER_BUNDLE).bundle, build })
  await stand.inBackground(OTHER_BUNDLE)
  for (const push of ['p1', 'p2', 'p3', 'p4']) {
    await stand.push(push, OTHER_BUNDLE)
    await stand.clock.sleep(WINDOW_MS)
  }
  expect(stand.all('sys.developerAlert').map(({ about }) => about)).toEqual(alerts)
  expect(stand.all('sys.kill')).toHaveLength(3)
})

test('an app that is not under strict enforcement has 30 seconds', async () => {
  await using stand = await PhoneStand.open(new VirtualClock(), { switches: { strictEnforcement: false } })
  await stand.push('p1')
  await stand.clock.sleep(29_999)
  expect(stand.state).toBe('background')
  await stand.clock.sleep(1)
  expect(stand.last('sys.kill').reason).toBe('no incoming call was reported within 30000 ms of a VoIP push')
})
