import { expect, test } from 'vitest'
import { completeOnce, completeWithoutWaiting } from './push-completion.ts'
import { PUSH, completed, deliver, enter, report, returned, scenarioEnd, terminate } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const reported: Entry[] = [
  [0, deliver()],
  [1, enter()],
  [2, report()],
  [3, returned()],
]

test('passes one completion after the report', () => {
  expect(outcomes(completeOnce, ...reported, [4, completed()])).toEqual(['pass'])
})

test('fails a second completion', () => {
  expect(outcomes(completeOnce, ...reported, [4, completed()], [5, completed()])).toEqual(['fail'])
})

test('fails a completion one microsecond before the report', () => {
  expect(
    outcomes(completeOnce, [0, deliver()], [1, enter()], [1.999, completed()], [2, report()], [3, returned()]),
  ).toEqual(['fail'])
})

test('fails a push that is still open at the end, unless the app has died', () => {
  expect(outcomes(completeOnce, ...reported, [9, scenarioEnd])).toEqual(['fail'])
  expect(outcomes(completeOnce, ...reported, [5, terminate()], [9, scenarioEnd])).toEqual([])
})

test('is not about calls over Local Push Connectivity, which have no completion handler', () => {
  const local = { name: 'pk.enter', push: PUSH, method: 'didReceiveIncomingCall' } as const
  expect(outcomes(completeOnce, [0, deliver({ local: true })], [1, local], [2, report()], [9, scenarioEnd])).toEqual([])
})

test('is not exercised by a push that never got in', () => {
  expect(outcomes(completeOnce, [0, deliver()], [9, scenarioEnd])).toEqual([])
})

test('a push that the network brings twice is completed twice, and not three times', () => {
  const twice: Entry[] = [
    ...reported,
    [4, completed()],
    [10, deliver()],
    [11, enter()],
    [12, report()],
    [13, returned()],
  ]
  expect(outcomes(completeOnce, ...twice, [14, completed()])).toEqual(['pass', 'pass'])
  expect(outcomes(completeOnce, ...twice, [14, completed()], [15, completed()])).toEqual(['pass', 'fail'])
  expect(outcomes(completeOnce, ...twice, [99, scenarioEnd])).toEqual(['pass', 'fail'])
})

test.each([
  [5000, 'pass'],
  [5000.001, 'fail'],
])('PUSH-COMPL-002 judges a completion %d ms after the report: %s', (ms, outcome) => {
  expect(outcomes(completeWithoutWaiting, ...reported, [2 + ms, completed()])).toEqual([outcome])
})

test('PUSH-COMPL-002 leaves a completion before the report, or none at all, to PUSH-COMPL-001', () => {
  expect(outcomes(completeWithoutWaiting, [0, deliver()], [1, enter()], [2, completed()], [3, report()])).toEqual([])
  expect(outcomes(completeWithoutWaiting, ...reported, [9000, scenarioEnd])).toEqual([])
})

test('PUSH-COMPL-002 does not count what an app was kept from', () => {
  const bundleId = 'com.example.voip'
  const asleep: Entry = [10, { name: 'app.state', bundleId, state: 'suspended' }]
  const awake: Entry = [40_000, { name: 'app.state', bundleId, state: 'background' }]
  expect(outcomes(completeWithoutWaiting, ...reported, asleep, awake, [44_000, completed()])).toEqual([])
  expect(outcomes(completeWithoutWaiting, ...reported, [4000, completed()], awake)).toEqual(['pass'])
})
