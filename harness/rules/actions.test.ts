import { describe, expect, test } from 'vitest'
import { actionsInTime, cleanUpAfterTimeout, completeActionOnce } from './actions.ts'
import {
  CALL,
  OTHER_CALL,
  changed,
  fail,
  fulfill,
  over,
  perform,
  scenarioEnd,
  terminate,
  timeout,
} from './testing/happenings.ts'
import { circumstances, outcomes, traceOf, type Entry } from './testing/trace-of.ts'

const ANSWER = 'CXAnswerCallAction'
const END = 'CXEndCallAction'
const start = { name: 'audio.io.start' } as const
const stop = { name: 'audio.io.stop' } as const

describe('ACT-DEADLINE-001', () => {
  test.each([
    [4999, 'pass'],
    [4999.999, 'pass'],
    [5000, 'pass'],
    [5000.001, 'fail'],
    [5001, 'fail'],
  ])('judges a completion after %d ms: %s', (ms, outcome) => {
    expect(outcomes(actionsInTime, [10, perform(END)], [10 + ms, fulfill(END)])).toEqual([outcome])
    expect(
      outcomes(actionsInTime, [10, perform('CXSetHeldCallAction')], [10 + ms, fail('CXSetHeldCallAction')]),
    ).toEqual([outcome])
  })

  test('goes by the timeout of the action itself', () => {
    expect(outcomes(actionsInTime, [0, perform(END, { timeoutMs: 9000 })], [8000, fulfill(END)])).toEqual(['pass'])
  })

  test('cannot tell inside the clock error', () => {
    expect(outcomes(actionsInTime, [0, perform(END)], [4999.5, fulfill(END), 1])).toEqual(['inconclusive'])
  })

  test('fails a timeout', () => {
    const [finding] = actionsInTime(traceOf([0, perform(END)], [5000, timeout(END)]), circumstances)
    expect(finding).toMatchObject({ outcome: 'fail', events: [1, 2], limitMs: 5000 })
  })

  test('does not blame an app that the system had suspended when its time ran out', () => {
    const suspended = { name: 'app.state', bundleId: 'com.example', state: 'suspended' } as const
    const awake = { ...suspended, state: 'background' } as const
    const stalled: Entry[] = [
      [1, perform(END)],
      [2, suspended],
      [5001, timeout(END)],
      [6000, awake],
    ]
    expect(outcomes(actionsInTime, ...stalled)).toEqual([])
    expect(outcomes(completeActionOnce, ...stalled)).toEqual([])
    expect(outcomes(actionsInTime, [0, suspended], [1, perform(END)], [5001, timeout(END)])).toEqual([])
    expect(outcomes(actionsInTime, [0, suspended], [1, awake], [2, perform(END)], [5002, timeout(END)])).toEqual([
      'fail',
    ])
  })

  test('is not exercised by other actions, or by one still pending', () => {
    expect(
      outcomes(actionsInTime, [0, perform(ANSWER)], [1, fulfill(ANSWER)], [2, perform(END)], [3, scenarioEnd]),
    ).toEqual([])
  })
})

describe('ACT-ONCE-001', () => {
  test('passes one completion', () => {
    expect(outcomes(completeActionOnce, [0, perform(ANSWER)], [1, fail(ANSWER)])).toEqual(['pass'])
  })

  test('fails two, and none before the timeout', () => {
    expect(outcomes(completeActionOnce, [0, perform(ANSWER)], [1, fulfill(ANSWER)], [2, fail(ANSWER)])).toEqual([
      'fail',
    ])
    expect(outcomes(completeActionOnce, [0, perform(ANSWER)], [60_000, timeout(ANSWER)])).toEqual(['fail'])
  })

  test('is not exercised by an action that is pending when the app dies', () => {
    expect(outcomes(completeActionOnce, [0, perform(ANSWER)], [1, terminate()], [2, scenarioEnd])).toEqual([])
  })
})

describe('ACT-TIMEOUT-001', () => {
  const timedOut: Entry[] = [
    [0, changed()],
    [1, perform(ANSWER)],
    [60_001, timeout(ANSWER)],
    [60_001, over('answerTimeout')],
  ]

  test('passes an app that leaves the action alone', () => {
    expect(outcomes(cleanUpAfterTimeout, ...timedOut, [70_000, scenarioEnd])).toEqual(['pass'])
  })

  test('fails a completion one microsecond late, and cannot tell inside the clock error', () => {
    expect(outcomes(cleanUpAfterTimeout, ...timedOut, [60_001.001, fulfill(ANSWER)])).toEqual(['fail'])
    expect(outcomes(cleanUpAfterTimeout, ...timedOut, [60_001.001, fulfill(ANSWER), 0.5])).toEqual(['inconclusive'])
  })

  test.each<[string, Entry[]]>([
    ['asks for media afterwards', [[60_002, { name: 'media.offer', uuid: CALL }]]],
    [
      'starts sound afterwards',
      [
        [60_002, start],
        [60_003, stop],
      ],
    ],
    [
      'never stops the sound',
      [
        [60_000, start],
        [70_000, scenarioEnd],
      ],
    ],
  ])('fails an app that %s', (_, entries) => {
    expect(outcomes(cleanUpAfterTimeout, ...[...timedOut, ...entries].sort(([a], [b]) => a - b))).toEqual(['fail'])
  })

  test('lets sound run for another call', () => {
    expect(
      outcomes(
        cleanUpAfterTimeout,
        [0, changed({ uuid: OTHER_CALL })],
        ...timedOut,
        [60_002, start],
        [70_000, scenarioEnd],
      ),
    ).toEqual(['pass'])
  })

  test('does not take sound for that of the call when another has come, or was there', () => {
    const other = changed({ uuid: OTHER_CALL, hasConnected: true })
    const passing: Entry[] = [
      [60_100, other],
      [60_200, over('user', OTHER_CALL)],
      [60_300, start],
      [60_400, stop],
    ]
    expect(outcomes(cleanUpAfterTimeout, ...timedOut, ...passing)).toEqual(['pass'])
    const before: Entry[] = [...timedOut].toSpliced(1, 0, [0.5, other])
    expect(outcomes(cleanUpAfterTimeout, ...before, ...passing.slice(1))).toEqual(['pass'])
  })

  test('lets a call go on that the timeout has not ended', () => {
    const MUTE = 'CXSetMutedCallAction'
    expect(
      outcomes(
        cleanUpAfterTimeout,
        [0, changed()],
        [1, start],
        [2, perform(MUTE)],
        [5002, timeout(MUTE)],
        [9000, scenarioEnd],
      ),
    ).toEqual(['pass'])
  })

  test('counts from when the app was told, which an app that was suspended is late', () => {
    const suspended = { name: 'app.state', bundleId: 'com.example', state: 'suspended' } as const
    const stalled: Entry[] = [
      [0, suspended],
      [1, perform(END)],
      [5001, timeout(END)],
      [5001, over('user')],
    ]
    const told = { name: 'timedOutPerforming', action: END } as const
    expect(outcomes(cleanUpAfterTimeout, ...stalled, [6000, fulfill(END)], [6001, told])).toEqual(['pass'])
    expect(outcomes(cleanUpAfterTimeout, ...stalled, [6000, told], [6001, fulfill(END)])).toEqual(['fail'])
    expect(outcomes(cleanUpAfterTimeout, ...stalled, [6000, fulfill(END)])).toEqual([])
  })

  test('is not exercised without a timeout', () => {
    expect(outcomes(cleanUpAfterTimeout, [0, perform(ANSWER)], [1, fulfill(ANSWER)])).toEqual([])
  })
})
