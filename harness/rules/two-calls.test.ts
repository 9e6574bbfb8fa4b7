import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import {
  CALL,
  cancel,
  deliver,
  enter,
  report,
  returned,
  sent,
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
import { endAndAccept, holdAndAccept, swapCalls } from './two-calls.ts'

const transaction = 'both'
const HOLD = 'CXSetHeldCallAction'
const ANSWER = 'CXAnswerCallAction'
const END = 'CXEndCallAction'
const start = { name: 'audio.io.start' } as const
const stop = { name: 'audio.io.stop' } as const
const answer = perform(ANSWER, { uuid: OTHER_CALL, transaction })
const answered = fulfill(ANSWER, OTHER_CALL)
const rings: Entry[] = [
  [0, changed({ hasConnected: true })],
  [1, changed({ uuid: OTHER_CALL })],
]

const standIn = (uuid: string): Entry[] => [
  [-9, sent({ malformation: 'UUID absent' })],
  [-8, deliver()],
  [-7, enter()],
  [-6, report(uuid)],
  [-5, returned()],
]

describe.each([
  ['MULTI-002', endAndAccept, perform(END, { transaction }), fulfill(END)],
  ['MULTI-003', holdAndAccept, perform(HOLD, { transaction, onHold: true }), fulfill(HOLD)],
] as const)('%s', (_, check, first, done) => {
  const accepted: Entry[] = [...rings, [2, first], [2, answer], [3, done], [10, answered]]

  test('passes a call that is answered and heard', () => {
    expect(outcomes(check, ...accepted, [11, start])).toEqual(['pass'])
    expect(outcomes(check, [0, start], ...accepted)).toEqual(['pass'])
  })

  test.each([
    [5000, 'pass'],
    [5000.001, 'fail'],
  ])('judges sound that starts after %d ms: %s', (ms, outcome) => {
    expect(outcomes(check, ...accepted, [10 + ms, start])).toEqual([outcome])
  })

  test('fails silence, and an answer that is not fulfilled', () => {
    expect(outcomes(check, [0, start], [2.5, stop], ...accepted, [20, scenarioEnd])).toEqual(['fail'])
    const unanswered: Entry[] = [...rings, [2, first], [2, answer], [3, done]]
    expect(outcomes(check, ...unanswered, [60_002, timeout(ANSWER, OTHER_CALL)])).toEqual(['fail'])
    expect(outcomes(check, ...unanswered, [10, fail(ANSWER, OTHER_CALL)])).toEqual(['fail'])
  })

  test('asks for no answer of a call that stands in for a push that could not be read', () => {
    const unanswered: Entry[] = [...rings, [2, first], [2, answer], [3, done], [10, fail(ANSWER, OTHER_CALL)]]
    expect(outcomes(check, ...standIn(OTHER_CALL), ...unanswered)).toEqual([])
    const dialled: Entry = [-10, { name: 'remote.dial', uuid: OTHER_CALL, handle: '+15550100' }]
    expect(outcomes(check, dialled, ...standIn(OTHER_CALL), ...unanswered)).toEqual(['fail'])
  })

  test('has nothing to say where media fail, the caller gives up, or the trace ends too soon', () => {
    const failed: Happening = { name: 'media.failed', uuid: OTHER_CALL, reason: 'no route' }
    const unanswered: Entry[] = [...rings, [2, first], [2, answer], [3, done]]
    expect(outcomes(check, ...unanswered, [9, failed], [10, fail(ANSWER, OTHER_CALL)])).toEqual([])
    const offer: Happening = { name: 'media.offer', uuid: OTHER_CALL }
    expect(outcomes(check, ...unanswered, [9, offer], [30_000, fail(ANSWER, OTHER_CALL)])).toEqual([])
    const again: Entry[] = [
      [11, over('app', OTHER_CALL)],
      [20, changed({ uuid: OTHER_CALL })],
      [30, over('app', OTHER_CALL)],
    ]
    expect(outcomes(check, ...unanswered, ...again, [30, scenarioEnd])).toEqual([])
    expect(outcomes(check, ...unanswered, [11.5, fail(ANSWER, OTHER_CALL)], ...again)).toEqual([])
    expect(outcomes(check, ...accepted, [100, over('app', OTHER_CALL)], [200, scenarioEnd])).toEqual([])
    const held = changed({ uuid: OTHER_CALL, hasConnected: true, isOnHold: true })
    expect(outcomes(check, ...accepted, [5010, held], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(check, ...accepted, [5011, held], [9000, scenarioEnd])).toEqual(['fail'])
    const slow = accepted.filter(([, happening]) => happening !== done)
    expect(outcomes(check, ...slow, [11, over('app', OTHER_CALL)], [3000, done], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(check, ...accepted)).toEqual([])
  })

  test('asks for no answer of a call that is over at the other end, or that the user has declined before', () => {
    const unanswered: Entry[] = [...rings, [2, first], [2, answer], [3, done], [10, fail(ANSWER, OTHER_CALL)]]
    expect(outcomes(check, ...unanswered.toSpliced(2, 0, [1.5, cancel(OTHER_CALL)]))).toEqual([])
    expect(outcomes(check, ...unanswered, [10.001, cancel(OTHER_CALL)])).toEqual(['fail'])
    const declined: Happening = { name: 'server.decline', uuid: OTHER_CALL }
    expect(outcomes(check, ...unanswered.toSpliced(2, 0, [1.5, declined]))).toEqual([])
    expect(outcomes(check, ...unanswered.toSpliced(4, 0, [2.5, declined]))).toEqual(['fail'])
  })

  test('is not exercised by one action alone, or by two transactions', () => {
    expect(outcomes(check, ...rings, [2, answer], [3, answered])).toEqual([])
    const apart: Happening = { ...answer, transaction: 'another' } as Happening
    expect(outcomes(check, ...rings, [2, first], [3, done], [4, apart], [5, answered], [6, start])).toEqual([])
  })
})

test('MULTI-003 fails a hold that fails or times out while the second call is accepted', () => {
  const hold = perform(HOLD, { transaction, onHold: true })
  const both: Entry[] = [...rings, [2, hold], [2, answer]]
  expect(outcomes(holdAndAccept, ...both, [3, fail(HOLD)], [4, answered], [5, start])).toEqual(['fail'])
  expect(outcomes(holdAndAccept, ...both, [4, answered], [5, start], [5002, timeout(HOLD)])).toEqual(['fail'])
  expect(outcomes(holdAndAccept, ...standIn(CALL), ...both, [3, fail(HOLD)], [4, answered], [5, start])).toEqual([
    'pass',
  ])
})

describe('MULTI-004', () => {
  const hold = perform(HOLD, { action: 'hold', transaction, onHold: true })
  const unhold = perform(HOLD, { action: 'unhold', transaction, uuid: OTHER_CALL, onHold: false })
  const completed = (name: 'fulfill' | 'fail', action: 'hold' | 'unhold'): Happening => ({
    name,
    action,
    type: HOLD,
    uuid: action === 'hold' ? '11111111-1111-4111-8111-111111111111' : OTHER_CALL,
  })
  const swap: Entry[] = [
    [0, changed({ hasConnected: true })],
    [0, changed({ uuid: OTHER_CALL, hasConnected: true, isOnHold: true })],
    [2, hold],
    [2, unhold],
  ]

  test('passes both halves, in either order', () => {
    const entries: Entry[] = [
      [3, completed('fulfill', 'unhold')],
      [4, completed('fulfill', 'hold')],
    ]
    expect(outcomes(swapCalls, ...swap, ...entries)).toEqual(['pass'])
  })

  test.each(['hold', 'unhold'] as const)('fails when the %s half is not done', (half) => {
    const other = half === 'hold' ? 'unhold' : 'hold'
    const refused: Entry[] = [...swap, [3, completed('fulfill', other)], [4, completed('fail', half)]]
    expect(outcomes(swapCalls, ...refused)).toEqual(['fail'])
    expect(outcomes(swapCalls, ...standIn(half === 'hold' ? CALL : OTHER_CALL), ...refused)).toEqual([])
  })

  test('has nothing to say while a half is open, or when its call has ended', () => {
    expect(outcomes(swapCalls, ...swap, [3, completed('fulfill', 'hold')])).toEqual([])
    expect(
      outcomes(
        swapCalls,
        ...swap,
        [3, completed('fulfill', 'hold')],
        [4, over('app', OTHER_CALL)],
        [5, completed('fail', 'unhold')],
      ),
    ).toEqual([])
  })
})
