import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { groupAsAsked } from './grouping.ts'
import {
  appState,
  CALL,
  cancel,
  changed,
  fail,
  fulfill,
  OTHER_CALL,
  over,
  perform,
  scenarioEnd,
  timeout,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const GROUP = 'CXSetGroupCallAction'
const merge = perform(GROUP, { callUUIDToGroupWith: OTHER_CALL })
const hold = (onHold: boolean, uuid = CALL): Happening => ({ name: 'server.hold', uuid, onHold })
const held: Entry[] = [
  [0, changed({ hasConnected: true, isOnHold: true })],
  [0, changed({ uuid: OTHER_CALL, hasConnected: true })],
  [1, hold(true)],
]

describe('GROUP-001', () => {
  const merged: Entry[] = [...held, [10, merge], [11, fulfill(GROUP)]]

  test.each([
    [5009.999, 'pass'],
    [5010, 'pass'],
    [5010.001, 'fail'],
  ])('judges the other side, which is taken off hold at %d ms: %s', (at, outcome) => {
    expect(outcomes(groupAsAsked, ...merged, [at, hold(false)])).toEqual([outcome])
  })

  test('judges the call that is joined as well', () => {
    const other: Entry[] = [...held, [2, hold(true, OTHER_CALL)], [10, merge], [11, fulfill(GROUP)]]
    expect(outcomes(groupAsAsked, ...other, [12, hold(false)], [9000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(groupAsAsked, ...other, [12, hold(false)], [13, hold(false, OTHER_CALL)])).toEqual(['pass'])
  })

  test('fails who leaves the other side on hold, when it is too late', () => {
    expect(outcomes(groupAsAsked, ...merged, [9000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(groupAsAsked, ...merged)).toEqual([])
    expect(outcomes(groupAsAsked, ...merged, [20, over('user')], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(groupAsAsked, ...merged, [20, cancel()], [9000, scenarioEnd])).toEqual([])
  })

  test('fails who offers grouping and refuses it', () => {
    const update = (supportsGrouping: boolean): Happening => ({
      name: 'cx.updated',
      uuid: CALL,
      update: { supportsGrouping },
    })
    const offered: Entry[] = [...held, [5, update(true)]]
    const swallowed: Happening = { name: 'server.fault', uuid: CALL, operation: 'hold', explanation: '' }
    expect(outcomes(groupAsAsked, ...offered, [10, merge], [11, fail(GROUP)])).toEqual(['fail'])
    expect(outcomes(groupAsAsked, ...held, [10, merge], [11, fail(GROUP)])).toEqual([])
    expect(outcomes(groupAsAsked, ...offered, [9, update(false)], [10, merge], [11, fail(GROUP)])).toEqual([])
    expect(outcomes(groupAsAsked, ...offered, [10, merge], [10.5, over('app')], [11, fail(GROUP)])).toEqual([])
    expect(outcomes(groupAsAsked, ...offered, [10, merge], [10.5, swallowed], [11, fail(GROUP)])).toEqual([])
    expect(outcomes(groupAsAsked, ...held, [10, merge])).toEqual([])
    const slept: Entry[] = [
      [9, appState('suspended')],
      [10, merge],
      [5010, timeout(GROUP)],
      [55_000, fulfill(GROUP)],
    ]
    expect(outcomes(groupAsAsked, ...offered, ...slept, [70_000, scenarioEnd])).toEqual([])
  })

  test('passes calls that nobody has held, and ones that leave', () => {
    const leave = perform(GROUP, { callUUIDToGroupWith: null })
    expect(outcomes(groupAsAsked, ...held.slice(0, 2), [10, merge], [11, fulfill(GROUP)])).toEqual(['pass'])
    expect(outcomes(groupAsAsked, ...held, [10, leave], [11, fulfill(GROUP)])).toEqual(['pass'])
    expect(outcomes(groupAsAsked, ...held, [10, leave], [11, fail(GROUP)])).toEqual(['fail'])
  })
})
