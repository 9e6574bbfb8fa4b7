import { describe, expect, test } from 'vitest'
import { earliest, elapsed, latest, microseconds, precedes, withinLimit } from './margin.ts'
import type { Placement } from './trace-event.ts'

const phone = (at: number, seq = 1): Placement => ({ at, seq, actor: 'phone', uncertaintyMs: 0 })
const app = (at: number, uncertaintyMs: number, seq = 1): Placement => ({ at, seq, actor: 'app', uncertaintyMs })

test('rounds to the microsecond', () => {
  expect(microseconds(12.345_678)).toBe(12.346)
  expect(elapsed(phone(5345.678), phone(12_345.678)).ms).toBe(7000)
})

test('counts the uncertainty between clocks only', () => {
  expect(elapsed(phone(1), app(3, 0.5))).toEqual({ ms: 2, uncertaintyMs: 0.5 })
  expect(elapsed(app(1, 0.5), app(3, 0.5))).toEqual({ ms: 2, uncertaintyMs: 0 })
})

test.each([
  [10, 0, 'yes'],
  [10.001, 0, 'no'],
  [9.5, 0.5, 'yes'],
  [9.6, 0.5, 'unknown'],
  [10.5, 0.5, 'unknown'],
  [10.6, 0.5, 'no'],
])('%d ± %d ms within 10 ms: %s', (ms, uncertaintyMs, answer) => {
  expect(withinLimit({ ms, uncertaintyMs }, 10)).toBe(answer)
})

describe('precedes', () => {
  test('is exact on one clock, by arrival at the same instant', () => {
    expect(precedes(app(1, 9, 5), app(1.001, 9, 4))).toBe('yes')
    expect(precedes(app(1, 9, 5), app(1, 9, 4))).toBe('no')
  })

  test('leaves open what the uncertainty covers', () => {
    expect(precedes(phone(1, 1), app(1.4, 0.5, 2))).toBe('unknown')
    expect(precedes(phone(1, 1), app(1.5, 0.5, 2))).toBe('yes')
    expect(precedes(phone(1, 1), app(0.4, 0.5, 2))).toBe('no')
  })

  test('knows that what has arrived has happened', () => {
    expect(precedes(app(1.4, 0.5, 1), phone(1, 2))).toBe('yes')
    expect(precedes(phone(1, 2), app(1.4, 0.5, 1))).toBe('no')
  })
})

test('the earliest of some events is the first in time, and by arrival within a microsecond', () => {
  const [early, late, sameTime] = [phone(1, 3), phone(2, 1), phone(2, 2)]
  expect(earliest(late, undefined, early)).toBe(early)
  expect(earliest(sameTime, late)).toBe(late)
  expect(earliest(undefined, undefined)).toBeUndefined()
})

test('the latest of some events is the last in time, and by arrival within a microsecond', () => {
  const [early, late, sameTime] = [phone(1, 3), phone(2, 1), phone(2, 2)]
  expect(latest(late, undefined, early)).toBe(late)
  expect(latest(sameTime, late)).toBe(sameTime)
  expect(latest(undefined, undefined)).toBeUndefined()
})
