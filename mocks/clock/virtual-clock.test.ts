import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClockTimeoutError } from './clock.ts'
import { nextTurn } from './next-turn.ts'
import { VirtualClock } from './virtual-clock.ts'

test('a minute passes without costing one', async () => {
  const clock = new VirtualClock()
  const started = performance.now()
  await clock.sleep(3_600_000)
  expect(clock.now()).toBe(3_600_000)
  expect(performance.now() - started).toBeLessThan(1000)
})

test('the calendar goes with the clock', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  await clock.sleep(60_000.25)
  expect(clock.date().toISOString()).toBe('2026-01-01T00:01:00.000Z')
})

test('timers run in the order of their times, and of their setting within one instant', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), async (delays) => {
      const clock = new VirtualClock()
      const ran: { index: number; at: number }[] = []
      for (const [index, delay] of delays.entries()) clock.setTimeout(() => ran.push({ index, at: clock.now() }), delay)
      await clock.sleep(20)
      const expected = delays.map((at, index) => ({ index, at })).sort((a, b) => a.at - b.at || a.index - b.index)
      expect(ran).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

test('a cancelled timer does not run, and cancelling again does nothing', async () => {
  const clock = new VirtualClock()
  const ran: string[] = []
  const timer = clock.setTimeout(() => ran.push('cancelled'), 10)
  clock.setTimeout(() => timer.cancel(), 5)
  clock.setTimeout(() => ran.push('kept'), 10)
  await clock.sleep(20)
  timer.cancel()
  expect(ran).toEqual(['kept'])
})

test('a timer may set another for the same instant', async () => {
  const clock = new VirtualClock()
  const ran: number[] = []
  clock.setTimeout(() => {
    clock.setTimeout(() => ran.push(clock.now()), 0)
    clock.setTimeout(() => ran.push(clock.now()), -5)
  }, 7)
  await clock.sleep(7)
  expect(ran).toEqual([7, 7])
})

test('what one timer starts is finished before the next one runs', async () => {
  const clock = new VirtualClock()
  const order: string[] = []
  clock.setTimeout(async () => {
    order.push('first')
    await new Response('body').text()
    order.push('its work')
  }, 10)
  clock.setTimeout(() => order.push('second'), 10)
  await clock.sleep(10)
  expect(order).toEqual(['first', 'its work', 'second'])
})

test('until a condition: at once, when a timer makes it true, and no later', async () => {
  const clock = new VirtualClock()
  let ready = false
  await clock.until(() => true, 10, 'nothing')
  expect(clock.now()).toBe(0)
  clock.setTimeout(() => (ready = true), 30)
  clock.setTimeout(() => {}, 40)
  await clock.until(() => ready, 100, 'readiness')
  expect(clock.now()).toBe(30)
})

test('a wait that fails takes exactly its time and says what it was for', async () => {
  const clock = new VirtualClock()
  const error = await clock.until(() => false, 250, 'the phone to ring').catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ClockTimeoutError)
  expect(error).toMatchObject({
    code: 'CLOCK_TIMEOUT',
    message: 'waited 250 ms of virtual time for the phone to ring, which did not come',
  })
  expect(clock.now()).toBe(250)
})

test('what happens at the very end of a wait still counts', async () => {
  const clock = new VirtualClock()
  let ready = false
  const waiting = clock.until(() => ready, 100, 'readiness')
  clock.setTimeout(() => (ready = true), 100)
  await expect(waiting).resolves.toBeUndefined()
})

test('several waits share the time: each ends at its own moment', async () => {
  const clock = new VirtualClock()
  const ended: [string, number][] = []
  const note = (name: string) => () => void ended.push([name, clock.now()])
  for (let at = 1; at <= 200; at++) clock.setTimeout(() => {}, at)
  await Promise.all([
    clock.sleep(100).then(note('long')),
    clock.sleep(10).then(note('short')),
    clock.until(() => clock.now() >= 50, 1000, 'half').then(note('condition')),
    clock.until(() => false, 20, 'nothing').catch(note('vain')),
  ])
  expect(ended).toEqual([
    ['short', 10],
    ['vain', 20],
    ['condition', 50],
    ['long', 100],
  ])
})

test('time stands still while it is held, for as long as it is', async () => {
  const clock = new VirtualClock()
  const [one, other] = [clock.hold(), clock.hold()]
  let passed = false
  const sleeping = clock.sleep(10).then(() => (passed = true))
  one()
  one()
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(passed).toBe(false)
  expect(clock.now()).toBe(0)
  other()
  await sleeping
  expect(clock.now()).toBe(10)
})

test('settling drains what is under way and lets no time pass', async () => {
  const clock = new VirtualClock()
  let steps = 0
  const work = async () => {
    for (; steps < 5; steps++) {
      clock.poke()
      await nextTurn()
    }
  }
  clock.setTimeout(() => (steps = 100), 0)
  void work()
  await clock.settle()
  expect(steps).toBe(5)
  expect(clock.now()).toBe(0)
})

test('what a timer or a condition throws reaches whoever waits, and the clock goes on', async () => {
  const clock = new VirtualClock()
  clock.setTimeout(() => {
    throw new Error('from a timer')
  }, 5)
  await expect(clock.sleep(10)).rejects.toThrow('from a timer')
  const condition = () => {
    throw new Error('from a condition')
  }
  await expect(clock.until(condition, 10, 'it')).rejects.toThrow('from a condition')
  await clock.sleep(10)
  expect(clock.now()).toBeGreaterThanOrEqual(15)
})
