import { expect, test } from 'vitest'
import * as happening from '../rules/testing/happenings.ts'
import { traceOf } from '../rules/testing/trace-of.ts'
import type { Happening } from '../trace/events.ts'
import { liveCalls, owesSomething } from './open-duties.ts'

const eventsOf = (...happenings: Happening[]) => traceOf(...happenings.map((each) => [0, each] as const)).events
const { CALL, OTHER_CALL, changed, deliver, fail, fulfill, over, perform, report, terminate, timeout } = happening

test('calls live from their first change to the one that ends them', () => {
  const both = [changed(), changed({ uuid: OTHER_CALL }), changed({ hasConnected: true })]
  expect(liveCalls(eventsOf(...both))).toEqual([CALL, OTHER_CALL])
  expect(liveCalls(eventsOf(...both, over('app')))).toEqual([OTHER_CALL])
})

test.each<{ what: string; happenings: Happening[]; owes: boolean }>([
  { what: 'nothing', happenings: [], owes: false },
  { what: 'a push', happenings: [deliver()], owes: true },
  { what: 'a push that demands no report', happenings: [deliver({ mustReport: false })], owes: false },
  { what: 'a reported push', happenings: [deliver(), report()], owes: false },
  { what: 'an action', happenings: [perform('CXAnswerCallAction')], owes: true },
  {
    what: 'a fulfilled action',
    happenings: [perform('CXAnswerCallAction'), fulfill('CXAnswerCallAction')],
    owes: false,
  },
  { what: 'a failed action', happenings: [perform('CXEndCallAction'), fail('CXEndCallAction')], owes: false },
  { what: 'a timed-out action', happenings: [perform('CXEndCallAction'), timeout('CXEndCallAction')], owes: false },
  {
    what: 'another action than the one completed',
    happenings: [perform('CXEndCallAction'), perform('CXSetHeldCallAction'), fulfill('CXEndCallAction')],
    owes: true,
  },
  { what: 'everything, and is gone', happenings: [deliver(), perform('CXAnswerCallAction'), terminate()], owes: false },
])('an app that has $what owes something: $owes', ({ happenings, owes }) => {
  expect(owesSomething(eventsOf(...happenings))).toBe(owes)
})
