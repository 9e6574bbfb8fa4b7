import { expect, test } from 'vitest'
import { hangUp } from './ending.ts'
import { CALL, OTHER_CALL, cancel, changed, fail, fulfill, over, perform, scenarioEnd } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const END = 'CXEndCallAction'
const start = { name: 'audio.io.start' } as const
const stop = { name: 'audio.io.stop' } as const
const hangup = { name: 'server.hangup', uuid: CALL } as const
const hungUp: Entry[] = [
  [0, changed()],
  [100, perform(END)],
  [101, fulfill(END)],
  [101, over('user')],
]
const inOrder = (...entries: Entry[]) => entries.sort(([a], [b]) => a - b)

test.each([
  [4999, 'pass'],
  [5000, 'pass'],
  [5000.001, 'fail'],
  [5001, 'fail'],
])('judges a backend that is told after %d ms: %s', (ms, outcome) => {
  expect(outcomes(hangUp, ...hungUp, [100 + ms, hangup])).toEqual([outcome])
  expect(outcomes(hangUp, ...hungUp, [100 + ms, { name: 'server.decline', uuid: CALL }])).toEqual([outcome])
})

test('fails a backend that is never told', () => {
  expect(outcomes(hangUp, ...hungUp, [200, scenarioEnd])).toEqual(['fail'])
  expect(outcomes(hangUp, ...hungUp)).toEqual([])
})

test('passes when the other side was first, or when a scripted fault swallowed the notice', () => {
  expect(outcomes(hangUp, ...inOrder(...hungUp, [50, cancel()], [200, scenarioEnd]))).toEqual(['pass'])
  expect(outcomes(hangUp, ...hungUp, [150, cancel()], [200, scenarioEnd])).toEqual(['pass'])
  const fault = { name: 'server.fault', operation: 'hangup', uuid: CALL, explanation: 'status 500' } as const
  expect(outcomes(hangUp, ...hungUp, [150, fault], [200, scenarioEnd])).toEqual(['pass'])
})

test('fails sound that goes on, or stops late', () => {
  const heard: Entry[] = [...hungUp, [10, start], [110, hangup]]
  expect(outcomes(hangUp, ...inOrder(...heard, [200, stop]))).toEqual(['pass'])
  expect(outcomes(hangUp, ...inOrder(...heard, [5101, stop]))).toEqual(['fail'])
  expect(outcomes(hangUp, ...inOrder(...heard, [200, scenarioEnd]))).toEqual(['fail'])
})

test('lets sound go on for another call', () => {
  const entries: Entry[] = [
    ...hungUp,
    [5, changed({ uuid: OTHER_CALL })],
    [10, start],
    [110, hangup],
    [200, scenarioEnd],
  ]
  expect(outcomes(hangUp, ...inOrder(...entries))).toEqual(['pass'])
})

test('is not exercised by an end that failed', () => {
  expect(outcomes(hangUp, [0, changed()], [1, perform(END)], [2, fail(END)], [3, scenarioEnd])).toEqual([])
})
