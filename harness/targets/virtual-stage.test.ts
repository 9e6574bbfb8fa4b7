import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { loadSubject } from '../config/load-subject.ts'
import { Recorder } from '../trace/recorder.ts'
import { AppNotReadyError } from './app-not-ready-error.ts'
import type { TimeKind } from './stage.ts'
import { VirtualTarget } from './virtual-target.ts'

const CALL = '11111111-1111-4111-8111-111111111111'
const reference = fileURLToPath(new URL('../../fixtures/apps/reference', import.meta.url))
const puppet = fileURLToPath(new URL('../../mocks/frameworks/typescript/testing/puppet-app.ts', import.meta.url))
const noApp = fileURLToPath(new URL('./stage.ts', import.meta.url))

let target: VirtualTarget

beforeAll(async () => {
  target = await VirtualTarget.start({ kind: 'direct' })
})
afterAll(() => target[Symbol.asyncDispose]())

async function open(app: string, time: TimeKind) {
  const clock = time === 'real' ? new RealClock() : new VirtualClock()
  const subject = await loadSubject(app)
  const header = { app, target: target.name, release: '18.2', startedAt: '2026-01-01T00:00:00Z' }
  const recorder = new Recorder({ clock, header })
  const stage = await target.open({ subject, release: '18.2', time, clock, recorder })
  const happens = (name: string) => clock.until(() => recorder.events.some((event) => event.name === name), 5000, name)
  return { stage, recorder, clock, happens, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() }
}

/** What became of pushes, in order. */
const fates = ({ events }: Recorder) =>
  events.flatMap((event) => (['apns.store', 'apns.discard', 'sys.deliver'].includes(event.name) ? [event.name] : []))

test.each([
  [30, ['apns.store', 'sys.deliver']],
  [5, ['apns.store', 'apns.discard']],
  [undefined, ['apns.discard']],
])('a push that expires in %s s, while the phone is in airplane mode for 10 s', async (expiresInSeconds, expected) => {
  await using stand = await open(reference, 'virtual')
  const { app, phone } = stand.stage
  await app.launch()
  phone.setAirplaneMode(true)
  const lifetime = expiresInSeconds !== undefined && { expiresInSeconds }
  await stand.stage.push({ uuid: CALL, payload: { UUID: CALL, identifier: 'bob' }, ...lifetime })
  await stand.clock.sleep(10_000)
  phone.setAirplaneMode(false)
  await stand.clock.sleep(1)
  expect(fates(stand.recorder)).toEqual(expected)
})

test('an app that registers while the phone is in airplane mode is not reached either', async () => {
  await using stand = await open(reference, 'virtual')
  stand.stage.phone.setAirplaneMode(true)
  await stand.stage.app.launch()
  await stand.stage.push({ uuid: CALL, payload: { UUID: CALL, identifier: 'bob' }, expiresInSeconds: 30 })
  expect(fates(stand.recorder)).toEqual(['apns.store'])
})

test('what is told to the phone is carried out in the order in which it was told', async () => {
  await using stand = await open(reference, 'virtual')
  const { app, callScreen, phone } = stand.stage
  await app.launch()
  await callScreen.home()
  phone.setSettings({ doNotDisturb: true })
  phone.receiveCellularCall('+15550177')
  phone.setSettings({ doNotDisturb: false })
  phone.receiveCellularCall('+15550188')
  phone.endCellularCall()
  phone.handOff({ UUID: CALL, identifier: 'bob' })
  phone.reclaimMemory()
  phone.reboot()
  await stand.happens('sys.reboot')
  const told = ['sys.settings', 'sys.call', 'nse.handoff', 'app.terminate', 'sys.reboot']
  const names = stand.recorder.events.map(({ name }) => name).filter((name) => told.includes(name))
  expect(names).toEqual([
    'sys.settings',
    'sys.settings',
    'sys.call',
    'sys.call',
    'nse.handoff',
    'app.terminate',
    'sys.reboot',
  ])
})

describe.each<TimeKind>(['real', 'virtual'])('on %s time', (time) => {
  test('a push goes from the client through the gateway to the app, and rings', async () => {
    await using stand = await open(reference, time)
    await stand.stage.app.launch()
    await stand.stage.callScreen.home()
    stand.stage.backend.dial(CALL, 'bob')
    const answer = await stand.stage.push({ uuid: CALL, payload: { UUID: CALL, identifier: 'bob' } })
    await stand.happens('ui.shown')
    await stand.happens('pk.return')
    expect(answer.status).toBe(200)
    const names = stand.recorder.events.map(({ name }) => name)
    const way = ['push.sent', 'sys.deliver', 'pk.enter', 'cx.report.call', 'pk.return'] as const
    expect(names.filter((name) => way.some((each) => each === name))).toEqual(way)
  })

  test('two stages at once are two phones', async () => {
    await using one = await open(reference, time)
    await using other = await open(reference, time)
    await Promise.all([one.stage.app.launch(), other.stage.app.launch()])
    await one.stage.push({ uuid: CALL, payload: { UUID: CALL, identifier: 'bob' } })
    await one.happens('sys.deliver')
    expect(other.recorder.events.map(({ name }) => name)).not.toContain('sys.deliver')
  })

  test('an app that is none is not ready, and the error says why', async () => {
    await using stand = await open(noApp, time)
    const error = await stand.stage.app.launch().catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(AppNotReadyError)
    expect(error).toHaveProperty('message', expect.stringMatching(/ended at start .*does not export an app/s))
  })

  test('an app’s state is what its stage makes it', async () => {
    await using stand = await open(puppet, time)
    const { app, callScreen } = stand.stage
    const states: string[] = [app.state]
    await app.launch()
    states.push(app.state)
    await callScreen.home()
    states.push(app.state)
    app.suspend()
    states.push(app.state)
    await app.terminate()
    states.push(app.state)
    expect(states).toEqual(['terminated', 'foreground', 'background', 'suspended', 'terminated'])
  })
})
