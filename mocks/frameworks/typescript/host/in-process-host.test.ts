import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { VirtualClock } from '../../../clock/virtual-clock.ts'
import type { PhoneEvent } from '../../../iphone/events.ts'
import { VirtualIphone } from '../../../iphone/virtual-iphone.ts'
import { bootPuppets } from '../testing/boot-puppets.ts'
import { InProcessHost } from './in-process-host.ts'

const enter = (stand: ReturnType<typeof bootPuppets>, state: 'foreground' | 'suspended') => {
  stand.phone.app('puppet').enter(state)
  return stand.clock.settle()
}

test('an app is launched, and does what it is told on the phone’s time', async () => {
  await using stand = bootPuppets(['puppet'])
  await stand.tell('puppet', 'beepAfter/60')
  const { at } = stand.events.find(({ name }) => name === 'pk.registry') ?? { at: Number.NaN }
  await stand.clock.sleep(60_000)
  expect(stand.beeps()).toEqual([at + 60_000])
})

test('an app that crashes ends, with its last words, and can be launched again', async () => {
  await using stand = bootPuppets(['puppet'])
  await stand.tell('puppet', 'crash')
  const ended = stand.events.find(({ name }) => name === 'app.terminate')
  expect(ended).toMatchObject({ by: 'app', code: 'uncaught exception', reason: 'TypeError: boom in a callback' })
  expect(stand.phone.app('puppet').state).toBe('terminated')
  await stand.tell('puppet', 'beep')
  expect(stand.beeps()).toHaveLength(1)
})

test('a killed app’s timers never run, repeating ones no more either', async () => {
  await using stand = bootPuppets(['puppet'])
  await stand.tell('puppet', 'beepAfter/10')
  await stand.tell('puppet', 'beepEvery/1')
  await stand.clock.sleep(2500)
  expect(stand.beeps()).toHaveLength(2)
  await stand.phone.controls.terminate('puppet')
  await stand.clock.sleep(60_000)
  expect(stand.beeps()).toHaveLength(2)
})

test('killing an app cuts its requests', async () => {
  const signals: AbortSignal[] = []
  await using stand = bootPuppets(['puppet'], (_input, init) => {
    if (init?.signal) signals.push(init.signal)
    return new Promise(() => {})
  })
  await stand.tell('puppet', 'beepWhenAnswered/http%3A%2F%2Fbackend.test')
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
  await stand.phone.controls.terminate('puppet')
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})

test('a suspended app works when it is resumed: its timers, its answers, what it was told', async () => {
  let answer = (_response: Response) => {}
  await using stand = bootPuppets(['puppet'], () => new Promise((resolve) => (answer = resolve)))
  await stand.tell('puppet', 'beepAfter/5')
  await stand.tell('puppet', 'beepWhenAnswered/http%3A%2F%2Fbackend.test')
  await enter(stand, 'suspended')
  answer(new Response('now'))
  stand.phone.app('puppet').send({ type: 'application.openURL', url: 'puppet://beep' })
  await stand.clock.sleep(10_000)
  expect(stand.beeps()).toEqual([])
  const resumed = stand.clock.now()
  await enter(stand, 'foreground')
  expect(stand.beeps()).toEqual([resumed, resumed, resumed])
})

test('a repeating timer makes up once for what it missed', async () => {
  await using stand = bootPuppets(['puppet'])
  await stand.tell('puppet', 'beepEvery/1')
  await enter(stand, 'suspended')
  await stand.clock.sleep(10_500)
  const resumed = stand.clock.now()
  await enter(stand, 'foreground')
  await stand.clock.sleep(1000)
  expect(stand.beeps()).toEqual([resumed, resumed + 1000])
})

test('a suspended app that is killed never works', async () => {
  await using stand = bootPuppets(['puppet'])
  await stand.tell('puppet', 'beepAfter/1')
  await enter(stand, 'suspended')
  await stand.clock.sleep(5000)
  await stand.phone.controls.terminate('puppet')
  await stand.clock.sleep(5000)
  expect(stand.beeps()).toEqual([])
})

test('two apps at once do not mix', async () => {
  await using stand = bootPuppets(['one', 'other'])
  await stand.tell('one', 'beepAfter/2')
  await stand.tell('other', 'beepAfter/1')
  await stand.tell('one', 'crash')
  await stand.clock.sleep(5000)
  // What the one still meant to do has gone with it; the other is unharmed.
  expect(stand.beeps()).toEqual([1000])
  expect(stand.phone.app('one').state).toBe('terminated')
  expect(stand.phone.app('other').isOpen).toBe(true)
})

test.each([
  {
    entry: fileURLToPath(new URL('./typescript-command.ts', import.meta.url)),
    reason: /does not export an app: its default export has to be a class with applicationDidFinishLaunching/,
  },
  { entry: '/nowhere/app.ts', reason: /nowhere\/app\.ts/ },
])('a module that is no app ends at start and says so: $entry', async ({ entry, reason }) => {
  const clock = new VirtualClock()
  await using phone = VirtualIphone.boot({ clock })
  const events: PhoneEvent[] = []
  phone.events.subscribe((event) => events.push(event))
  const host = new InProcessHost(entry, clock, globalThis.fetch)
  phone.install({ bundleId: 'app', displayName: 'App', urlSchemes: [], environment: {}, host })
  await phone.controls.activate('app')
  const ended = () => events.find((event) => event.name === 'app.terminate')
  await clock.until(() => ended() !== undefined, 1000, 'the end of the app')
  expect(ended()).toMatchObject({ by: 'app', reason: expect.stringMatching(reason) })
})
