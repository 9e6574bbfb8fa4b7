import { expect, test } from 'vitest'
import { goByTimeoutDate } from './late-actions.ts'
import { fail, fulfill, perform, performing, timeout } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const ANSWER = 'CXAnswerCallAction'
const state = (to: 'suspended' | 'background') =>
  ({ name: 'app.state', bundleId: 'com.example.app', state: to }) as const
const late = (ms: number): Entry[] => [
  [0, state('suspended')],
  [1, perform(ANSWER)],
  [1 + ms, state('background')],
  [1 + ms, performing(ANSWER)],
]

test.each([
  [59_000, 'pass'],
  [60_000, 'pass'],
  [60_000.001, 'fail'],
])('judges an answer that came 40 s late and was failed %d ms after its commit: %s', (ms, outcome) => {
  expect(outcomes(goByTimeoutDate, ...late(40_000), [1 + ms, fail(ANSWER)])).toEqual([outcome])
  expect(outcomes(goByTimeoutDate, ...late(40_000), [1 + ms, fulfill(ANSWER)])).toEqual([outcome])
})

test('fails one that was not completed, or too late', () => {
  expect(outcomes(goByTimeoutDate, ...late(40_000), [60_001, timeout(ANSWER)])).toEqual(['fail'])
  const missed: Entry[] = [...late(40_000), [60_001, timeout(ANSWER)], [70_000, fail(ANSWER)]]
  expect(outcomes(goByTimeoutDate, ...missed)).toEqual(['fail'])
})

test('is about actions that come late, but not too late for anybody', () => {
  expect(outcomes(goByTimeoutDate, ...late(500), [60_001, timeout(ANSWER)])).toEqual([])
  expect(outcomes(goByTimeoutDate, ...late(500.001), [60_001, timeout(ANSWER)])).toEqual(['fail'])
  expect(outcomes(goByTimeoutDate, ...late(59_000), [60_001, timeout(ANSWER)])).toEqual(['fail'])
  expect(outcomes(goByTimeoutDate, ...late(59_000.001), [60_001, timeout(ANSWER)])).toEqual([])
})

test('does not mind one that is still open, that never arrived, or whose app was put to sleep again', () => {
  expect(outcomes(goByTimeoutDate, ...late(40_000))).toEqual([])
  expect(outcomes(goByTimeoutDate, [1, perform(ANSWER)], [60_001, timeout(ANSWER)])).toEqual([])
  const again: Entry[] = [...late(40_000), [50_000, state('suspended')], [60_001, timeout(ANSWER)]]
  expect(outcomes(goByTimeoutDate, ...again)).toEqual([])
})
