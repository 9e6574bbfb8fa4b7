import { describe, expect, test } from 'vitest'
import { keepQueueFree, keepRegistry } from './push-entry.ts'
import {
  appState,
  deliver,
  enter,
  kill,
  launch,
  OTHER_PUSH,
  registry,
  returned,
  scenarioEnd,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const up: Entry[] = [
  [0, launch({ reason: 'user', state: 'foreground' })],
  [1, registry],
]
const first: Entry[] = [...up, [10, deliver({ push: OTHER_PUSH })], [11, enter(OTHER_PUSH)], [12, returned(OTHER_PUSH)]]

describe('PUSH-SETUP-002', () => {
  test('passes a second push that is entered', () => {
    expect(outcomes(keepRegistry, ...first, [100, deliver()], [101, enter()])).toEqual(['pass'])
  })

  test.each([
    [7000, []],
    [7000.001, ['fail']],
  ])('of one that is not entered it says after %d ms %j', (ms, expected) => {
    expect(outcomes(keepRegistry, ...first, [100, deliver()], [100 + ms, scenarioEnd])).toEqual(expected)
  })

  test('fails one that the app was killed for, and one that was there together with another', () => {
    expect(outcomes(keepRegistry, ...first, [100, deliver()], [7100, kill()])).toEqual(['fail'])
    const together: Entry[] = [
      [10, deliver()],
      [10, deliver({ push: OTHER_PUSH })],
      [11, enter(OTHER_PUSH)],
    ]
    expect(outcomes(keepRegistry, ...up, ...together, [7011, scenarioEnd])).toEqual(['fail'])
  })

  test('is about processes that have had another, and that can run', () => {
    expect(outcomes(keepRegistry, ...up, [100, deliver()], [7100, kill()])).toEqual([])
    const relaunched: Entry[] = [...first, [20, terminate({ by: 'user' })], [90, launch()], [100, deliver()]]
    expect(outcomes(keepRegistry, ...relaunched, [7100, kill()])).toEqual([])
    expect(
      outcomes(keepRegistry, ...first, [100, deliver()], [101, appState('suspended')], [8000, scenarioEnd]),
    ).toEqual([])
    expect(outcomes(keepRegistry, ...first, [100, deliver()], [200, terminate()], [8000, scenarioEnd])).toEqual([])
  })
})

describe('PUSH-SETUP-003', () => {
  test.each([
    [2000, 'pass'],
    [2000.001, 'deviates'],
    [7000, 'deviates'],
    [7000.001, 'fail'],
  ])('judges a push that is entered after %d ms: %s', (ms, outcome) => {
    expect(outcomes(keepQueueFree, ...up, [100, deliver()], [100 + ms, enter()])).toEqual([outcome])
  })

  test('cannot tell inside the clock error', () => {
    expect(outcomes(keepQueueFree, ...up, [100, deliver()], [2100.2, enter(), 0.5])).toEqual(['inconclusive'])
  })

  test('gives a process that is launched for the push the whole window', () => {
    const cold: Entry[] = [
      [0, launch()],
      [1, deliver()],
      [2000, registry],
    ]
    expect(outcomes(keepQueueFree, ...cold, [7001, enter()])).toEqual(['pass'])
    expect(outcomes(keepQueueFree, ...cold, [7001.001, enter()])).toEqual(['fail'])
  })

  test('fails a push that was never entered, unless the registry is what is missing', () => {
    expect(outcomes(keepQueueFree, ...up, [100, deliver()], [7100, kill()])).toEqual(['fail'])
    expect(outcomes(keepQueueFree, [0, launch()], [1, deliver()], [7001, kill()])).toEqual([])
    expect(outcomes(keepQueueFree, ...first, [100, deliver()], [7100, kill()])).toEqual(['pass'])
  })

  test('does not mind an app that was kept from running', () => {
    const kept: Entry[] = [
      [100, deliver()],
      [101, appState('suspended')],
      [9000, appState('background')],
    ]
    expect(outcomes(keepQueueFree, ...up, ...kept, [9001, enter()])).toEqual([])
  })
})

test('an app that wants no pushes any more need not take those that were on their way', () => {
  const withdrawn: Entry = [50, { name: 'pk.registry', desiredPushTypes: [] }]
  expect(outcomes(keepRegistry, ...first, withdrawn, [100, deliver()], [7100, kill()])).toEqual([])
  expect(outcomes(keepQueueFree, ...up, withdrawn, [100, deliver()], [7100, kill()])).toEqual([])
})

test('calls over Local Push Connectivity need no registry', () => {
  const local = deliver({ local: true })
  expect(outcomes(keepRegistry, ...first, [100, local], [7100, kill()])).toEqual([])
  expect(outcomes(keepQueueFree, ...up, [100, local], [7100, kill()])).toEqual([])
})
