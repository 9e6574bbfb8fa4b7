import { expect, test } from 'vitest'
import { finding, short, timed } from './finding.ts'
import { PUSH, deliver, enter, report } from './testing/happenings.ts'
import { traceOf } from './testing/trace-of.ts'

const [late, early] = traceOf([5, deliver()], [1, enter()]).events.toReversed()

test('names its proof in order and leaves out what is absent', () => {
  expect(finding('pass', 'seen', [late, undefined, early]).events).toEqual([2, 1])
})

test('tells the measured time, the limit and the clock error', () => {
  const [from, to] = traceOf([0, deliver()], [6999.8, report(), 0.5]).events
  if (!from || !to) throw new Error('the trace has two events')
  expect(timed(from, to, 7000, (time) => `took ${time}`)).toEqual({
    outcome: 'inconclusive',
    message: 'took 6999.8 ms (limit 7000 ms, clocks aligned to ±0.5 ms)',
    events: [1, 2],
    measuredMs: 6999.8,
    limitMs: 7000,
  })
})

test('shortens an id', () => {
  expect(short(PUSH)).toBe('aaaaaaaa')
})
