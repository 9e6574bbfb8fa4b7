import { expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { respectCallLimits } from './call-limits.ts'
import { CALL, changed, OTHER_CALL, perform, terminate } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const THIRD = '33333333-3333-4333-8333-333333333333'
const provider = (maximumCallGroups: number, maximumCallsPerCallGroup = 5): Happening => ({
  name: 'cx.provider.init',
  provider: 'p',
  maximumCallGroups,
  maximumCallsPerCallGroup,
})
const talks = (uuid: string, group?: string) => changed({ uuid, hasConnected: true, ...(group && { group }) })
const reported = (supportsHolding?: boolean): Happening => ({
  name: 'cx.report.call',
  uuid: CALL,
  update: supportsHolding === undefined ? {} : { supportsHolding },
})

test('two call groups are enough for two calls', () => {
  const connected: Entry[] = [
    [0, provider(2)],
    [1, changed({ uuid: CALL, hasConnected: true })],
    [2, changed({ uuid: OTHER_CALL })],
    [3, talks(OTHER_CALL)],
  ]
  expect(outcomes(respectCallLimits, ...connected)).toEqual(['pass'])
  expect(outcomes(respectCallLimits, ...connected.slice(1))).toEqual([])
  const [, ...twoCalls] = connected
  const leaving = perform('CXEndCallAction')
  expect(outcomes(respectCallLimits, [0, provider(1)], ...twoCalls.toSpliced(-1, 0, [2.5, leaving]))).toContain('pass')
})

test.each([
  [1, ['pass']],
  [2, []],
])('a call alone is one of %d: %j', (groups, expected) => {
  expect(outcomes(respectCallLimits, [0, provider(groups)], [0.5, changed()], [1, talks(CALL)])).toEqual(expected)
})

test('one group is enough for an app whose second call rings, whether its first can be held or not', () => {
  const ringing: Entry[] = [
    [0, provider(1)],
    [0.5, reported(true)],
    [1, talks(CALL)],
    [2, changed({ uuid: OTHER_CALL })],
  ]
  expect(outcomes(respectCallLimits, ...ringing)).toEqual(['pass'])
})

test('the provider of an earlier process allows and forbids nothing', () => {
  const second: Entry[] = [
    [0, provider(1)],
    [0.1, terminate()],
    [0.5, reported(true)],
    [1, talks(CALL)],
    [2, changed({ uuid: OTHER_CALL })],
  ]
  expect(outcomes(respectCallLimits, ...second)).toEqual([])
})

test('more groups than are allowed, which the user has answered, are not of the app’s making', () => {
  const connected = [CALL, OTHER_CALL, THIRD].map((uuid, index): Entry => [1 + index, talks(uuid)])
  const early = [CALL, OTHER_CALL, THIRD].map((uuid): Entry => [0.5, changed({ uuid })])
  expect(outcomes(respectCallLimits, [0, provider(2)], ...early, ...connected)).toEqual(['pass', 'pass'])
  expect(outcomes(respectCallLimits, [0, provider(1)], ...early, ...connected)).toEqual(['pass'])
})

test.each([
  [3, 'pass'],
  [2, 'fail'],
])('%d calls per group for three: %s', (members, outcome) => {
  const early: Entry[] = [CALL, OTHER_CALL, THIRD].map((uuid): Entry => [0.5, changed({ uuid })])
  const merged: Entry[] = [CALL, OTHER_CALL, THIRD].map((uuid): Entry => [2, talks(uuid, 'group')])
  expect(outcomes(respectCallLimits, [0, provider(2, members)], ...early, ...merged).at(-1)).toBe(outcome)
})

test('a refusal counts when another call could have been held for it', () => {
  const error = { domain: 'd', code: 7, caseName: 'maximumCallGroupsReached' }
  const result: Happening = { name: 'tx.result', transaction: 't', error }
  const one: Entry[] = [
    [0, provider(1)],
    [0.5, reported(true)],
    [1, talks(CALL)],
  ]
  expect(outcomes(respectCallLimits, ...one, [3, result])).toEqual(['pass', 'fail'])
  expect(outcomes(respectCallLimits, ...one, [3, result], [4, result])).toEqual(['pass', 'fail', 'fail'])
  expect(
    outcomes(
      respectCallLimits,
      ...one,
      [1.5, { name: 'cx.updated', uuid: CALL, update: { supportsHolding: false } }],
      [3, result],
    ),
  ).toEqual(['pass'])
  const two: Entry[] = [
    [0, provider(2)],
    [0.5, changed({ uuid: OTHER_CALL })],
    [1, talks(CALL)],
    [2, talks(OTHER_CALL)],
  ]
  expect(outcomes(respectCallLimits, ...two, [3, result])).toEqual(['pass', 'pass'])
  const dialling: Entry[] = [...two.slice(0, 3), [2, changed({ uuid: THIRD, outgoing: true })]]
  expect(outcomes(respectCallLimits, ...dialling, [3, result])).toEqual(['pass'])
  const leaving: Entry[] = [...one, [2, perform('CXEndCallAction')]]
  expect(outcomes(respectCallLimits, ...leaving, [3, result])).toEqual(['pass'])
  expect(outcomes(respectCallLimits, ...one, [3, { name: 'tx.result', transaction: 't' }])).toEqual(['pass'])
})
