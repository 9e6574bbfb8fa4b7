import { expect, test } from 'vitest'
import { reportLocalPush } from './local-push.ts'
import { deliver, enter, kill, PUSH, report, scenarioEnd, terminate } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const local = deliver({ local: true })

test.each([
  [7000, 'pass'],
  [7000.001, 'fail'],
])('judges a report after %d ms: %s', (ms, outcome) => {
  expect(outcomes(reportLocalPush, [0, local], [1, enter()], [ms, report()], [9000, scenarioEnd])).toEqual([outcome])
})

test('fails a call that no delegate was there for', () => {
  expect(outcomes(reportLocalPush, [0, local], [7000, kill({ push: PUSH })], [7000, terminate()])).toEqual(['fail'])
})

test('is about local calls, and about apps that live', () => {
  expect(outcomes(reportLocalPush, [0, deliver()], [9000, scenarioEnd])).toEqual([])
  expect(outcomes(reportLocalPush, [0, local], [9, terminate({ by: 'user' })], [9000, scenarioEnd])).toEqual([])
  expect(outcomes(reportLocalPush, [0, local], [7000, deliver()])).toEqual([])
})
