import { describe, expect, test } from 'vitest'
import { doWhatIsFulfilled } from './fulfilled-actions.ts'
import {
  CALL,
  cancel,
  changed,
  ended,
  fail,
  fulfill,
  OTHER_CALL,
  over,
  perform,
  scenarioEnd,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const ANSWER = 'CXAnswerCallAction'
const HOLD = 'CXSetHeldCallAction'
const accept = { name: 'server.accept', uuid: CALL } as const
const end: Entry = [20_000, scenarioEnd]

describe('an answer', () => {
  const answered: Entry[] = [
    [0, changed()],
    [1, perform(ANSWER)],
    [10, fulfill(ANSWER)],
  ]

  test('passes when the call was taken before, or is by the time the other side may expect it', () => {
    expect(outcomes(doWhatIsFulfilled, [0.5, accept], ...answered, end)).toEqual(['pass'])
    expect(outcomes(doWhatIsFulfilled, ...answered, [5010, accept], end)).toEqual(['pass'])
    expect(outcomes(doWhatIsFulfilled, ...answered, [5010.001, accept], end)).toEqual(['fail'])
  })

  test.each(['media.offer', 'media.ready'] as const)('takes %s for a sign as well', (name) => {
    expect(outcomes(doWhatIsFulfilled, ...answered, [20, { name, uuid: CALL }], end)).toEqual(['pass'])
    expect(outcomes(doWhatIsFulfilled, ...answered, [20, { name, uuid: OTHER_CALL }], end)).toEqual(['fail'])
  })

  test('is satisfied with whichever sign comes in time', () => {
    const offer = { name: 'media.offer', uuid: CALL } as const
    expect(outcomes(doWhatIsFulfilled, ...answered, [20, offer], [6000, accept], end)).toEqual(['pass'])
  })

  test('passes when the backend was made to fail', () => {
    const fault = { name: 'server.fault', operation: 'accept', uuid: CALL, explanation: 'cut' } as const
    expect(outcomes(doWhatIsFulfilled, ...answered, [5, fault], end)).toEqual(['pass'])
  })

  test('fails when nobody took the call', () => {
    expect(outcomes(doWhatIsFulfilled, ...answered, end)).toEqual(['fail'])
  })

  test('is not judged when it was failed, ended soon, or when there was no time', () => {
    expect(outcomes(doWhatIsFulfilled, [0, changed()], [1, perform(ANSWER)], [10, fail(ANSWER)], end)).toEqual([])
    for (const ending of [ended({ reason: 'failed' }), over('user'), cancel()])
      expect(outcomes(doWhatIsFulfilled, ...answered, [5010, ending], end)).toEqual([])
    expect(outcomes(doWhatIsFulfilled, ...answered, [5010.001, ended()], end)).toEqual(['fail'])
    expect(outcomes(doWhatIsFulfilled, ...answered)).toEqual([])
  })

  test('fails when the app had long been told that the call was over', () => {
    const told = { name: 'server.event', uuid: CALL, event: 'ended' } as const
    const since = (ms: number): Entry[] => [
      [0, changed()],
      [1, perform(ANSWER)],
      [2, accept],
      [10, told],
      [10 + ms, fulfill(ANSWER)],
    ]
    expect(outcomes(doWhatIsFulfilled, ...since(2000), end)).toEqual(['pass'])
    expect(outcomes(doWhatIsFulfilled, ...since(2000.001), end)).toEqual(['fail'])
  })
})

describe('a hold', () => {
  const told = (onHold: boolean) => ({ name: 'server.hold', uuid: CALL, onHold }) as const
  const held: Entry[] = [
    [10, perform(HOLD, { onHold: true })],
    [11, fulfill(HOLD)],
  ]

  test('passes when the other side is told the same, and fails when it is told the opposite', () => {
    expect(outcomes(doWhatIsFulfilled, ...held, [12, told(true)])).toEqual(['pass'])
    expect(outcomes(doWhatIsFulfilled, ...held, [12, told(false)])).toEqual(['fail'])
    expect(outcomes(doWhatIsFulfilled, ...held, [12, told(true)], [13, told(false)])).toEqual(['fail'])
  })

  test('is judged by what the other side is told in time, and until the next change', () => {
    expect(outcomes(doWhatIsFulfilled, ...held)).toEqual([])
    expect(outcomes(doWhatIsFulfilled, ...held, [5010, told(false)])).toEqual(['fail'])
    expect(outcomes(doWhatIsFulfilled, ...held, [5010.001, told(false)])).toEqual([])
    const next: Entry = [100, perform(HOLD, { action: 'next', onHold: false })]
    expect(outcomes(doWhatIsFulfilled, ...held, [12, told(true)], next, [101, told(false)])).toEqual(['pass'])
    expect(outcomes(doWhatIsFulfilled, ...held, next, [101, told(false)])).toEqual([])
    const atOnce: Entry = [10, perform(HOLD, { action: 'next', onHold: false })]
    expect(outcomes(doWhatIsFulfilled, ...held, atOnce, [12, told(true)], [13, told(false)])).toEqual([])
    const late = { name: 'server.fault', operation: 'hold', uuid: CALL, explanation: 'late' } as const
    expect(outcomes(doWhatIsFulfilled, ...held, [11.5, late], [12, told(false)])).toEqual([])
  })
})
