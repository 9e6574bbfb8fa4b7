import { expect, test } from 'vitest'
import { bearAnyOrder } from './apns-order.ts'
import {
  accepted,
  cancel,
  CALL,
  changed,
  deliver,
  ended,
  enter,
  OTHER_CALL,
  OTHER_PUSH,
  over,
  refused,
  report,
  scenarioEnd,
  sent,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const rung: Entry[] = [
  [1, sent()],
  [2, deliver()],
  [3, enter()],
  [4, report()],
  [5, accepted()],
  [6, changed()],
]
const twice: Entry[] = [
  ...rung,
  [10, sent({ push: OTHER_PUSH })],
  [11, deliver({ push: OTHER_PUSH })],
  [12, enter(OTHER_PUSH)],
  [13, report()],
  [14, refused(2)],
]

test('APNS-ORDER-001 passes a call that was cancelled first, and ended as soon as it was reported', () => {
  expect(outcomes(bearAnyOrder, [0, cancel()], ...rung, [7, ended()], [8, over('app')])).toEqual(['pass'])
})

test('APNS-ORDER-001 fails one that rings after its cancellation', () => {
  expect(outcomes(bearAnyOrder, [0, cancel()], ...rung, [5000, scenarioEnd])).toEqual(['fail'])
})

test('APNS-ORDER-001 passes a second push that changes nothing', () => {
  expect(outcomes(bearAnyOrder, ...twice)).toEqual(['pass', 'pass'])
})

test('APNS-ORDER-001 fails a second push that makes a second call', () => {
  const second: Entry[] = [
    [15, report(OTHER_CALL)],
    [16, accepted(OTHER_CALL)],
    [17, changed({ uuid: OTHER_CALL })],
  ]
  expect(outcomes(bearAnyOrder, ...twice, ...second)).toEqual(['pass', 'fail'])
})

test('APNS-ORDER-001 fails a second push that ends the call', () => {
  expect(outcomes(bearAnyOrder, ...twice, [15, ended({ uuid: CALL })])).toEqual(['fail', 'pass'])
})
