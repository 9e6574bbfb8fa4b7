import { expect, test } from 'vitest'
import { reportEach } from './push-succession.ts'
import {
  deliver,
  enter,
  OTHER_CALL,
  OTHER_PUSH,
  PUSH,
  report,
  returned,
  sent,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const first: Entry[] = [
  [0, sent({ push: OTHER_PUSH, uuid: OTHER_CALL })],
  [0, sent()],
  [1, deliver({ push: OTHER_PUSH })],
  [2, enter(OTHER_PUSH)],
  [3, report(OTHER_CALL)],
  [4, returned(OTHER_PUSH)],
]
const next = (at: number): Entry[] => [
  [at, deliver()],
  [at + 0.1, enter()],
]

test.each([
  [7000, ['fail']],
  [7000.001, []],
])('of a push without a report %d ms after the report of another it says %j', (ms, expected) => {
  expect(outcomes(reportEach, ...first, ...next(3 + ms), [9000, returned()])).toEqual(expected)
})

test('passes a push with a report of its own', () => {
  expect(outcomes(reportEach, ...first, ...next(10), [11, report()], [12, returned()])).toEqual(['pass'])
})

test('says nothing before the delegate method has returned, nor of a report by another process', () => {
  expect(outcomes(reportEach, ...first, ...next(10))).toEqual([])
  expect(outcomes(reportEach, ...first, [5, terminate()], ...next(10), [12, returned()])).toEqual([])
})

test('a push that is shielded by another one which waits counts, unless the app was told that it may choose', () => {
  const shielded = deliver({ push: OTHER_PUSH, mustReport: false, exemption: 'outstandingPush' })
  const both: Entry[] = [
    [1, deliver()],
    [1, shielded],
    [2, enter()],
    [3, report()],
    [4, returned()],
  ]
  expect(outcomes(reportEach, ...both, [5, enter(OTHER_PUSH)], [6, returned(OTHER_PUSH)])).toEqual(['fail'])
  const told = { name: 'pk.enter', push: OTHER_PUSH, method: 'didReceiveIncomingVoIPPush' } as const
  expect(outcomes(reportEach, ...both, [5, told], [6, returned(OTHER_PUSH)])).toEqual([])
})

test('a push for a call that is up is another rule’s', () => {
  const exempt = deliver({ push: PUSH, mustReport: false, exemption: 'activeCall' })
  expect(outcomes(reportEach, ...first, [10, exempt], [11, enter()], [12, returned()])).toEqual([])
})
