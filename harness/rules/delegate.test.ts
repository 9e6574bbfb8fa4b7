import { describe, expect, test } from 'vitest'
import { handleEveryAction, keepActionQueueFree, keepDelegateReachable } from './delegate.ts'
import {
  CALL,
  enter,
  fail,
  fulfill,
  OTHER_CALL,
  perform,
  performing,
  scenarioEnd,
  terminate,
  timeout,
  toldOfTimeout,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const END = 'CXEndCallAction'
const HOLD = 'CXSetHeldCallAction'
const MUTE = 'CXSetMutedCallAction'
const state = (to: 'suspended' | 'background') =>
  ({ name: 'app.state', bundleId: 'com.example.app', state: to }) as const

describe('CALL-PROV-002', () => {
  const lost: Entry[] = [
    [0, perform(END)],
    [5000, timeout(END)],
  ]

  test('passes an action that reaches the delegate, by whatever sign', () => {
    for (const sign of [performing(END), fulfill(END), fail(END), toldOfTimeout(END)])
      expect(outcomes(keepDelegateReachable, [0, perform(END)], [1, sign])).toEqual(['pass'])
  })

  test('fails an action that was lost on an app that went on, a while after its timeout', () => {
    expect(outcomes(keepDelegateReachable, ...lost, [6000, enter()])).toEqual([])
    expect(outcomes(keepDelegateReachable, ...lost, [6000.001, enter()])).toEqual(['fail'])
    expect(outcomes(keepDelegateReachable, ...lost, [5500, enter()], [7000, enter()])).toEqual(['fail'])
  })

  test('does not take an app for deaf that does not run', () => {
    expect(outcomes(keepDelegateReachable, ...lost, [9000, scenarioEnd])).toEqual([])
    expect(outcomes(keepDelegateReachable, ...lost, [5500, terminate()], [7000, enter()])).toEqual([])
    expect(outcomes(keepDelegateReachable, [-1, state('suspended')], ...lost, [7000, enter()])).toEqual([])
    expect(outcomes(keepDelegateReachable, [0, perform(END)], [7000, enter()])).toEqual([])
  })
})

describe('ACT-IMPL-001', () => {
  const ignored: Entry[] = [
    [0, perform(MUTE)],
    [5000, timeout(MUTE)],
    [5001, toldOfTimeout(MUTE)],
  ]

  test('passes an action that is completed in whatever way, once for each kind', () => {
    expect(outcomes(handleEveryAction, [0, perform(MUTE)], [1, fail(MUTE)])).toEqual(['pass'])
    const hold: Entry[] = [
      [0, perform(HOLD)],
      [1, fulfill(HOLD)],
    ]
    expect(outcomes(handleEveryAction, ...ignored, ...hold)).toEqual(['fail', 'pass'])
    expect(outcomes(handleEveryAction, ...ignored, [6000, fulfill(MUTE)])).toEqual(['pass'])
  })

  test('fails one of which nothing comes', () => {
    expect(outcomes(handleEveryAction, ...ignored)).toEqual(['fail'])
    const forOther = { name: 'server.hold', uuid: OTHER_CALL, onHold: true } as const
    expect(outcomes(handleEveryAction, ...ignored, [100, forOther])).toEqual(['fail'])
  })

  test('leaves to other rules what was begun, what never arrived, and what is still open', () => {
    const begun = { name: 'server.hold', uuid: CALL, onHold: true } as const
    expect(outcomes(handleEveryAction, ...ignored, [100, begun])).toEqual([])
    expect(outcomes(handleEveryAction, ...ignored.slice(0, 2))).toEqual([])
    expect(outcomes(handleEveryAction, ...ignored.slice(0, 1))).toEqual([])
    expect(outcomes(handleEveryAction, ...ignored, [1, state('suspended')])).toEqual([])
    const taken = { name: 'tx.taken', transaction: `transaction of ${MUTE}` } as const
    expect(outcomes(handleEveryAction, ...ignored, [1, taken])).toEqual([])
    expect(outcomes(handleEveryAction, [0, perform(MUTE)], [1, taken], [2, fulfill(MUTE)])).toEqual(['pass'])
  })
})

describe('ACT-QUEUE-001', () => {
  test.each([
    [500, 'pass'],
    [500.001, 'fail'],
  ])('judges an action that reaches the delegate after %d ms: %s', (ms, outcome) => {
    expect(outcomes(keepActionQueueFree, [0, perform(END)], [ms, performing(END)])).toEqual([outcome])
  })

  test('is about touches, and about apps that may run', () => {
    expect(outcomes(keepActionQueueFree, [0, perform(END, { by: 'app' })], [600, performing(END)])).toEqual([])
    expect(outcomes(keepActionQueueFree, [0, perform(END)], [5000, timeout(END)])).toEqual([])
    const asleep: Entry[] = [
      [-1, state('suspended')],
      [0, perform(END)],
      [599, state('background')],
    ]
    expect(outcomes(keepActionQueueFree, ...asleep, [600, performing(END)])).toEqual([])
  })
})
