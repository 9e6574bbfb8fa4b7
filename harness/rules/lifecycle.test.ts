import { expect, test } from 'vitest'
import { closeOnReset } from './lifecycle.ts'
import { CALL, changed, over, scenarioEnd } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const reset = { name: 'cx.reset' } as const
const hangup = { name: 'server.hangup', uuid: CALL } as const
const start = { name: 'audio.io.start' } as const
const stop = { name: 'audio.io.stop' } as const
const live: Entry[] = [
  [0, changed()],
  [50, start],
  [100, reset],
  [100, over('reset')],
]

test.each([
  [1999, 'pass'],
  [2000, 'pass'],
  [2000.001, 'fail'],
  [2001, 'fail'],
])('judges a call closed %d ms after the reset: %s', (ms, outcome) => {
  expect(outcomes(closeOnReset, ...live, [100 + ms, hangup])).toEqual([outcome])
  expect(outcomes(closeOnReset, ...live, [100 + ms, stop])).toEqual([outcome])
})

test('takes the phone ending its calls just before it tells of the reset for the same thing', () => {
  expect(outcomes(closeOnReset, [0, changed()], [99, over('reset')], [100, reset], [101, hangup])).toEqual(['pass'])
})

test('fails a session that survives', () => {
  expect(outcomes(closeOnReset, ...live, [9000, scenarioEnd])).toEqual(['fail'])
})

test('is not exercised without a live call', () => {
  expect(outcomes(closeOnReset, [0, changed()], [50, over('user')], [100, reset], [9000, scenarioEnd])).toEqual([])
})
