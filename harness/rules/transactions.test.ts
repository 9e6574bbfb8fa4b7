import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import {
  accepted as reported,
  CALL,
  cancel,
  changed,
  fulfill,
  over,
  perform,
  report,
  request,
  timeout,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'
import { actOnPerform, heedRefusal } from './transactions.ts'

const START = 'CXStartCallAction'
const END = 'CXEndCallAction'
const placed = { name: 'server.start', uuid: CALL, handle: 'bob' } as const
const hungUp = { name: 'server.hangup', uuid: CALL } as const
const accepted = (type: typeof START | typeof END) =>
  ({ name: 'tx.result', transaction: `transaction of ${type}` }) as const
const refused = (type: typeof START | typeof END) =>
  ({
    ...accepted(type),
    error: { domain: 'com.apple.CallKit.error.requesttransaction', code: 7, caseName: 'maximumCallGroupsReached' },
  }) as const

describe('TX-001', () => {
  const asked: Entry[] = [
    [0, request(START, 'bob')],
    [1, refused(START)],
  ]

  test('passes a refusal that nothing follows', () => {
    expect(outcomes(heedRefusal, ...asked)).toEqual(['pass'])
  })

  test('fails a call that is placed all the same', () => {
    expect(outcomes(heedRefusal, ...asked, [2, placed])).toEqual(['fail'])
  })

  test.each<[string, Happening]>([
    ['has timed out', timeout('CXAnswerCallAction')],
    ['has ended', over('actionTimeout')],
    ['is over at the other end', cancel()],
    ['has lost its media', { name: 'media.failed', uuid: CALL, reason: 'ice' }],
    ['the user hangs up', perform(END)],
  ])('passes a hang-up of a call that %s', (_, cause) => {
    const refusedEnd: Entry[] = [
      [0, request(END)],
      [1, refused(END)],
    ]
    expect(outcomes(heedRefusal, ...refusedEnd, [2, cause], [3, hungUp])).toEqual(['pass'])
    expect(outcomes(heedRefusal, ...refusedEnd, [3, hungUp], [4, cause])).toEqual(['fail'])
  })

  test('passes a call that is placed when it was asked for again', () => {
    expect(outcomes(heedRefusal, ...asked, [2, perform(START)], [3, placed])).toEqual(['pass'])
  })

  test('is not exercised by a transaction that was accepted', () => {
    expect(outcomes(heedRefusal, [0, request(START, 'bob')], [1, accepted(START)], [2, placed])).toEqual([])
  })
})

describe('TX-002', () => {
  test('passes work that follows the perform', () => {
    const entries: Entry[] = [
      [0, request(START, 'bob')],
      [1, accepted(START)],
      [2, perform(START)],
    ]
    expect(outcomes(actOnPerform, ...entries, [3, placed], [4, fulfill(START)])).toEqual(['pass'])
    expect(outcomes(actOnPerform, ...entries, [3, fulfill(START)])).toEqual(['pass'])
  })

  test.each([
    [START, placed],
    [END, hungUp],
  ] as const)('fails %s when it is carried out before', (type, work) => {
    expect(outcomes(actOnPerform, [0, request(type)], [1, accepted(type)], [1.5, work], [2, perform(type)])).toEqual([
      'fail',
    ])
    expect(outcomes(actOnPerform, [-1, work], [0, request(type)], [1, accepted(type)], [2, perform(type)])).toEqual([
      'fail',
    ])
  })

  test('cannot be judged by a transaction that was refused or not performed', () => {
    expect(outcomes(actOnPerform, [0, request(START)], [1, refused(START)])).toEqual([])
    expect(outcomes(actOnPerform, [0, request(START)], [1, accepted(START)])).toEqual([])
  })

  test('does not take the end of a former life of the call for the one that is asked for', () => {
    const life = (at: number): Entry[] => [
      [at, report()],
      [at, reported()],
      [at, changed()],
    ]
    const before: Entry[] = [...life(0), [5, perform(END, { action: 'first' })], [6, hungUp], [7, over('user')]]
    const again: Entry[] = [...life(10), [20, request(END)], [20.5, accepted(END)], [21, perform(END)], [22, hungUp]]
    expect(outcomes(actOnPerform, ...before, ...again)).toEqual(['pass'])
    expect(outcomes(actOnPerform, ...before, ...again.toSpliced(4, 0, [20.2, hungUp]))).toEqual(['fail'])
  })

  test('does not take a hang-up for that of the call that has come back while the server was told of it', () => {
    const life = (at: number): Entry[] => [
      [at, report()],
      [at, reported()],
      [at, changed()],
    ]
    const before: Entry[] = [...life(0), [5, perform(END, { action: 'first' })], [6, over('reset')]]
    const again: Entry[] = [...life(10), [11, hungUp], [20, request(END)], [20.5, accepted(END)]]
    expect(outcomes(actOnPerform, ...before, ...again, [21, perform(END)], [22, hungUp])).toEqual(['pass'])
    expect(outcomes(actOnPerform, ...before, ...again, [20.6, hungUp], [21, perform(END)])).toEqual(['fail'])
  })
})
