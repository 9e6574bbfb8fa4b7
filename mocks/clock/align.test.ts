import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignClocks, type ClockSample } from './align.ts'

/** Microseconds, so that sums are exact. */
const delay = fc.integer({ min: 0, max: 50_000 })

test('whatever the delays either way, the true offset lies within the uncertainty', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.array(fc.tuple(delay, delay, delay), { minLength: 1, maxLength: 12 }),
      (offset, exchanges) => {
        let now = 0
        const samples = exchanges.map(([there, back, pause]): ClockSample => {
          const sent = (now += pause)
          const read = (now += there)
          const received = (now += back)
          return { sent: sent / 1000, remote: (read - offset) / 1000, received: received / 1000 }
        })
        const { offsetMs, uncertaintyMs } = alignClocks(samples)
        const quickest = Math.min(...exchanges.map(([there, back]) => there + back)) / 1000
        expect(Math.abs(offsetMs - offset / 1000)).toBeLessThanOrEqual(uncertaintyMs + 1e-6)
        expect(uncertaintyMs).toBeCloseTo(quickest / 2, 6)
      },
    ),
  )
})

test('the quickest exchange is the one that counts', () => {
  const slow = { sent: 0, remote: 500, received: 10 }
  const quick = { sent: 20, remote: 521, received: 22 }
  expect(alignClocks([slow, quick, slow])).toEqual({ offsetMs: -500, uncertaintyMs: 1 })
})

test('without an exchange there is nothing to align', () => {
  expect(() => alignClocks([])).toThrow(
    new RangeError('aligning two clocks takes at least one exchange, and there was none'),
  )
})
