import { describe, expect, test } from 'vitest'
import { closeOnReset, dropOldActions } from './lifecycle.ts'
import { CALL, changed, fulfill, over, perform, scenarioEnd } from './testing/happenings.ts'
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

describe('RESET-002', () => {
  const ANSWER = 'CXAnswerCallAction'
  const answering: Entry[] = [
    [0, changed()],
    [1, perform(ANSWER, { provider: 'one' })],
    [10, reset],
  ]

  test('passes an action that is left alone', () => {
    expect(outcomes(dropOldActions, ...answering, [500, scenarioEnd])).toEqual(['pass'])
  })

  test.each([
    [100, []],
    [100.001, ['fail']],
  ])('of one completed %d ms after the reset it says %j', (ms, expected) => {
    expect(outcomes(dropOldActions, ...answering, [10 + ms, fulfill(ANSWER)])).toEqual(expected)
  })

  test('is about actions that were open, and of that provider', () => {
    expect(outcomes(dropOldActions, ...answering, [5, fulfill(ANSWER)], [500, scenarioEnd])).toEqual([])
    const invalidate = (provider: string) => ({ name: 'cx.invalidate', provider }) as const
    const open = answering.slice(0, 2)
    expect(outcomes(dropOldActions, ...open, [10, invalidate('one')], [200, fulfill(ANSWER)])).toEqual(['fail'])
    expect(outcomes(dropOldActions, ...open, [10, invalidate('other')], [200, fulfill(ANSWER)])).toEqual([])
  })
})
