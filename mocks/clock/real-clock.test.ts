import { expect, test, vi } from 'vitest'
import { ClockTimeoutError } from './clock.ts'
import { RealClock } from './real-clock.ts'

test('no timer is early, not even by part of a millisecond', async () => {
  const clock = new RealClock()
  const early: number[] = []
  const delays = Array.from({ length: 40 }, (_, index) => 1 + index * 0.37)
  await Promise.all(
    delays.map((delay) => {
      const due = clock.now() + delay
      return new Promise<void>((resolve) =>
        clock.setTimeout(() => {
          if (clock.now() < due) early.push(due - clock.now())
          resolve()
        }, delay),
      )
    }),
  )
  expect(early).toEqual([])
})

test('a cancelled timer does not run', async () => {
  const clock = new RealClock()
  let ran = false
  const timer = clock.setTimeout(() => (ran = true), 1)
  timer.cancel()
  await clock.sleep(5)
  expect(ran).toBe(false)
})

test('a timer for longer than Node knows waits for it in steps', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  try {
    const rung: number[] = []
    const clock = new RealClock()
    const began = clock.now()
    clock.setTimeout(() => rung.push(clock.now() - began), 2 ** 32)
    vi.advanceTimersByTime(2 ** 32 - 1)
    expect(rung).toEqual([])
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(1)
    expect(rung).toEqual([2 ** 32])
  } finally {
    vi.useRealTimers()
  }
})

test('a wait ends when it is poked after the condition has come about', async () => {
  const clock = new RealClock()
  let ready = false
  let ended = false
  const waiting = clock.until(() => ready, 5000, 'readiness').then(() => (ended = true))
  clock.poke()
  await Promise.resolve()
  expect(ended).toBe(false)
  ready = true
  clock.poke()
  await waiting
  expect(ended).toBe(true)
})

test('a condition that holds already takes no poke', async () => {
  await expect(new RealClock().until(() => true, 0, 'nothing')).resolves.toBeUndefined()
})

test('one poke ends every wait whose condition holds, and leaves the others', async () => {
  const clock = new RealClock()
  const state = { first: false, second: false }
  const first = clock.until(() => state.first, 5000, 'the first')
  const alsoFirst = clock.until(() => state.first, 5000, 'the first')
  let second = false
  const waiting = clock.until(() => state.second, 5000, 'the second').then(() => (second = true))
  state.first = true
  clock.poke()
  await Promise.all([first, alsoFirst])
  expect(second).toBe(false)
  state.second = true
  clock.poke()
  await waiting
})

test('a wait that nothing ends is given up, and says what it was for', async () => {
  const clock = new RealClock()
  const started = clock.now()
  const error = await clock.until(() => false, 20, 'the phone to ring').catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ClockTimeoutError)
  expect(error).toHaveProperty('message', 'waited 20 ms of real time for the phone to ring, which did not come')
  expect(clock.now() - started).toBeGreaterThanOrEqual(20)
})

test('holding it does nothing, and its calendar is the machine’s', async () => {
  const clock = new RealClock()
  const release = clock.hold()
  await clock.sleep(1)
  release()
  expect(Math.abs(clock.date().getTime() - Date.now())).toBeLessThan(1000)
})
