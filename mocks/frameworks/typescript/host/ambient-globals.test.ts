import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { VirtualClock } from '../../../clock/virtual-clock.ts'
import type { PhoneEvent } from '../../../iphone/events.ts'
import { VirtualIphone } from '../../../iphone/virtual-iphone.ts'
import { runtimeInScope } from '../runtime/current.ts'
import { installAmbientGlobals } from './ambient-globals.ts'
import { InProcessHost } from './in-process-host.ts'

const entry = fileURLToPath(new URL('./testing/plain-app.ts', import.meta.url))

function bootPlainApp(fetch: typeof globalThis.fetch = globalThis.fetch) {
  const clock = new VirtualClock()
  const phone = VirtualIphone.boot({ clock })
  const events: PhoneEvent[] = []
  const beeps: number[] = []
  const scopes = new Set<unknown>()
  phone.events.subscribe((event) => {
    events.push(event)
    scopes.add(runtimeInScope())
    if (event.name === 'audio.io.start') beeps.push(clock.now())
  })
  phone.install({
    bundleId: 'plain',
    displayName: 'Plain',
    urlSchemes: ['plain'],
    environment: { CALLKIT_BACKEND: 'http://backend.test' },
    host: new InProcessHost(entry, clock, fetch),
  })
  return {
    clock,
    phone,
    beeps,
    scopes,
    ended: () => events.find((event) => event.name === 'app.terminate'),
    /** Has the app do something, and gives the time at which it was told. */
    async tell(command: string) {
      await phone.controls.openURL(`plain://${command}`)
      await clock.settle()
      return clock.now()
    },
    [Symbol.asyncDispose]: () => phone[Symbol.asyncDispose](),
  }
}

test.each([
  { command: 'timeout/20', after: [20] },
  { command: 'thrice/20', after: [20, 40, 60] },
  { command: 'refreshed/20', after: [30] },
  { command: 'sleep/20', after: [20] },
  { command: 'cleared/20', after: [] },
  // More turns than the clock lets the event loop take before it counts as idle.
  { command: 'turns/20', after: [0] },
  { command: 'turnCleared/', after: [] },
])('$command beeps after $after ms of the phone’s time', async ({ command, after }) => {
  await using stand = bootPlainApp()
  const told = await stand.tell(command)
  await stand.clock.sleep(60_000)
  expect(stand.beeps.map((at) => at - told)).toEqual(after)
})

test('a killed app’s timers never run', async () => {
  await using stand = bootPlainApp()
  await stand.tell('interval/1000')
  await stand.clock.sleep(2500)
  await stand.phone.controls.terminate('plain')
  await stand.clock.sleep(60_000)
  expect(stand.beeps).toHaveLength(2)
})

test('a timer that is due while the app is suspended can still be cleared when it is resumed', async () => {
  await using stand = bootPlainApp()
  await stand.tell('rivals/20')
  stand.phone.app('plain').enter('suspended')
  await stand.clock.sleep(1000)
  expect(stand.beeps).toEqual([])
  const resumed = stand.clock.now()
  stand.phone.app('plain').enter('foreground')
  await stand.clock.settle()
  expect(stand.beeps).toEqual([resumed])
})

test('fetch reaches the backend named in process.env, which is answered outside the app', async () => {
  const asked: unknown[] = []
  await using stand = bootPlainApp(async (input) => {
    asked.push(String(input), runtimeInScope())
    return new Response('yes')
  })
  const told = await stand.tell('ask')
  expect(asked).toEqual(['http://backend.test/beep', undefined])
  expect(stand.beeps).toEqual([told])
  expect(process.env['CALLKIT_BUNDLE_ID']).toBe('plain')
})

test.each(['throwLater/20', 'rejectLater/20'])('%s crashes the app and nothing else', async (command) => {
  await using stand = bootPlainApp()
  await stand.tell(command)
  await stand.clock.sleep(1000)
  expect(stand.ended()).toMatchObject({
    by: 'app',
    code: 'uncaught exception',
    reason: expect.stringMatching(/^Error: boom in a/),
  })
})

test('the phone does what an app asks of it as code of no app', async () => {
  await using stand = bootPlainApp()
  await stand.tell('timeout/20')
  await stand.clock.sleep(1000)
  await stand.tell('throwLater/20')
  await stand.clock.sleep(1000)
  expect([...stand.scopes]).toEqual([undefined])
})

test('other code keeps Node’s own timers, and installing again changes nothing', async () => {
  installAmbientGlobals()
  const { setTimeout: installed } = globalThis
  installAmbientGlobals()
  expect(globalThis.setTimeout).toBe(installed)
  const rang = await new Promise((resolve) => setTimeout(resolve, 1, 'rang'))
  expect(rang).toBe('rang')
  const handle = setTimeout(() => {}, 1000)
  expect(handle.constructor.name).toBe('Timeout')
  clearTimeout(handle)
  expect(handle).toMatchObject({ _destroyed: true })
})
