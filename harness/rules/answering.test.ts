import { judge } from './judge.ts'
import { describe, expect, test } from 'vitest'
import { answerInTime, answerWhenConnected, giveUpAnswer } from './answering.ts'
import {
  appState,
  CALL,
  changed,
  ended,
  fail,
  fulfill,
  over,
  perform,
  scenarioEnd,
  timeout,
} from './testing/happenings.ts'
import { circumstances, outcomes, traceOf, type Entry } from './testing/trace-of.ts'

const ANSWER = 'CXAnswerCallAction'
const ready = { name: 'media.ready', uuid: CALL } as const
const failed = { name: 'media.failed', uuid: CALL, reason: 'ice' } as const
const answered: Entry[] = [
  [0, changed()],
  [1, perform(ANSWER)],
]

describe('ANS-FULFILL-001', () => {
  test.each([
    [59_999, 'pass'],
    [59_999.999, 'pass'],
    [60_000, 'pass'],
    [60_000.001, 'fail'],
    [60_001, 'fail'],
  ])('judges an answer fulfilled after %d ms: %s', (ms, outcome) => {
    expect(outcomes(answerInTime, ...answered, [1 + ms, fulfill(ANSWER)])).toEqual([outcome])
  })

  test('fails a timeout and is not exercised by a pending answer', () => {
    expect(outcomes(answerInTime, ...answered, [60_001, timeout(ANSWER)])).toEqual(['fail'])
    expect(outcomes(answerInTime, ...answered)).toEqual([])
  })
})

describe('ANS-FULFILL-002', () => {
  test('passes a fulfilment when media is ready, at the same instant too', () => {
    expect(outcomes(answerWhenConnected, ...answered, [50, ready], [50, fulfill(ANSWER)])).toEqual(['pass'])
  })

  test('finds a fulfilment without media, or before it by a microsecond', () => {
    expect(outcomes(answerWhenConnected, ...answered, [50, fulfill(ANSWER)])).toEqual(['fail'])
    expect(outcomes(answerWhenConnected, ...answered, [49.999, fulfill(ANSWER)], [50, ready])).toEqual(['fail'])
  })

  test('cannot tell inside the clock error', () => {
    expect(outcomes(answerWhenConnected, ...answered, [50, ready], [50.1, fulfill(ANSWER), 0.5])).toEqual([
      'inconclusive',
    ])
  })

  test('is not exercised by a failed answer, and does not apply to an app that means to fulfil at once', () => {
    expect(outcomes(answerWhenConnected, ...answered, [50, fail(ANSWER)])).toEqual([])
    const trace = traceOf(...answered, [50, fulfill(ANSWER)])
    const judged = judge(trace, { ...circumstances, answerPolicy: 'fulfill-at-once' })
    expect(judged.find(({ rule }) => rule.id === 'ANS-FULFILL-002')).toMatchObject({ applies: false, findings: [] })
  })
})

describe('ANS-FULFILL-003', () => {
  const broken: Entry[] = [...answered, [100, failed]]

  test.each<[string, Entry[]]>([
    ['fails the action', [[200, fail(ANSWER)]]],
    [
      'ends the call as failed',
      [
        [200, ended({ reason: 'failed' })],
        [200, over('app')],
      ],
    ],
  ])('passes an app that %s', (_, entries) => {
    expect(outcomes(giveUpAnswer, ...broken, ...entries)).toEqual(['pass'])
  })

  test('is not exercised by an answer that the app slept through', () => {
    const slept: Entry[] = [...answered, [50, appState('suspended')], [60_010, timeout(ANSWER)], [90_000, failed]]
    expect(outcomes(giveUpAnswer, ...slept, [90_001, fail(ANSWER)])).toEqual([])
    expect(outcomes(giveUpAnswer, ...slept.toSpliced(-3, 1), [90_001, fail(ANSWER)])).toEqual(['fail'])
  })

  test('passes a call fulfilled at once and ended as failed later', () => {
    expect(
      outcomes(giveUpAnswer, ...answered, [2, fulfill(ANSWER)], [100, failed], [200, ended({ reason: 'failed' })]),
    ).toEqual(['pass'])
  })

  test.each<[string, Entry[]]>([
    ['fulfils all the same', [[200, fulfill(ANSWER)]]],
    [
      'lets the action time out',
      [
        [60_001, timeout(ANSWER)],
        [60_001, over('answerTimeout')],
      ],
    ],
    ['leaves the action pending', [[9000, scenarioEnd]]],
    ['fails the action a microsecond late', [[60_001.001, fail(ANSWER)]]],
  ])('fails an app that %s', (_, entries) => {
    expect(outcomes(giveUpAnswer, ...broken, ...entries)).toEqual(['fail'])
  })

  test('fails a call left connected without media', () => {
    expect(outcomes(giveUpAnswer, ...answered, [2, fulfill(ANSWER)], [100, failed], [9000, scenarioEnd])).toEqual([
      'fail',
    ])
  })

  test.each([
    [59_999.999, []],
    [60_000, []],
    [60_000.001, ['fail']],
  ])('of a call without media that was fulfilled, and is over %d ms after its answer: %j', (ms, expected) => {
    const entries: Entry[] = [...answered, [2, fulfill(ANSWER)], [100, failed], [1 + ms, over('user')]]
    expect(outcomes(giveUpAnswer, ...entries, [70_000, scenarioEnd])).toEqual(expected)
  })

  test('is not exercised when media recovers or the user gives up first', () => {
    expect(outcomes(giveUpAnswer, ...broken, [150, ready], [200, fulfill(ANSWER)])).toEqual([])
    expect(outcomes(giveUpAnswer, ...broken, [150, over('user')], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(giveUpAnswer, ...answered, [150, fulfill(ANSWER)])).toEqual([])
  })
})
