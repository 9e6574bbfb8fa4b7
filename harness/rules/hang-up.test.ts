import { expect, test } from 'vitest'
import { hangUpByTransaction } from './hang-up.ts'
import {
  CALL,
  cancel,
  changed,
  ended,
  OTHER_CALL,
  over,
  request,
  scenarioEnd,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const END = 'CXEndCallAction'
const asked: Entry[] = [
  [0, changed({ hasConnected: true })],
  [10, { name: 'scenario.hangUp', uuid: CALL }],
]
const end: Entry = [20_000, scenarioEnd]

test('passes a hang-up that is requested, whatever the app reports then', () => {
  expect(outcomes(hangUpByTransaction, ...asked, [11, request(END)], [12, over('user')])).toEqual(['pass'])
  expect(outcomes(hangUpByTransaction, ...asked, [11, request(END)], [12, ended()])).toEqual(['pass'])
  expect(outcomes(hangUpByTransaction, ...asked, [11, ended()], [12, request(END)])).toEqual(['fail'])
})

test('fails one that is reported as an end, or that nothing comes of', () => {
  expect(outcomes(hangUpByTransaction, ...asked, [11, ended()], [12, over('app')])).toEqual(['fail'])
  expect(outcomes(hangUpByTransaction, ...asked, end)).toEqual(['fail'])
  expect(outcomes(hangUpByTransaction, ...asked, [5010.001, changed({ uuid: OTHER_CALL })])).toEqual(['fail'])
  expect(outcomes(hangUpByTransaction, ...asked, [11, request(END, undefined, OTHER_CALL)], end)).toEqual(['fail'])
})

test('does not mind an end that has another cause, a call that is over, or an app that is gone', () => {
  expect(outcomes(hangUpByTransaction, [5, cancel()], ...asked, [11, ended()])).toEqual([])
  expect(outcomes(hangUpByTransaction, ...asked, [10.999, cancel()], [11, ended()])).toEqual([])
  expect(outcomes(hangUpByTransaction, ...asked, [11, over('reset')], end)).toEqual([])
  expect(outcomes(hangUpByTransaction, ...asked, [11, terminate()], end)).toEqual([])
  expect(outcomes(hangUpByTransaction, ...asked, [5010, changed({ uuid: OTHER_CALL })])).toEqual([])
})

test('is about hang-ups in the app', () => {
  expect(outcomes(hangUpByTransaction, [0, changed()], [1, ended()])).toEqual([])
  expect(outcomes(hangUpByTransaction, [0, { name: 'scenario.hangUp', uuid: CALL }], end)).toEqual([])
})
