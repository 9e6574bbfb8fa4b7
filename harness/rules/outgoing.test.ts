import { describe, expect, test } from 'vitest'
import { completeStart, connectingThenConnected, startThroughCallKit } from './outgoing.ts'
import { CALL, changed, fail, fulfill, over, perform, request, scenarioEnd, timeout } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const START = 'CXStartCallAction'
const placed = { name: 'server.start', uuid: CALL, handle: 'bob' } as const
const answered = { name: 'remote.answered', uuid: CALL } as const
const connecting = { name: 'cx.outgoing.connecting', uuid: CALL } as const
const connected = { name: 'cx.outgoing.connected', uuid: CALL } as const

describe('OUT-001', () => {
  test('passes a call that CallKit was asked for', () => {
    expect(outcomes(startThroughCallKit, [0, request(START, 'bob')], [1, perform(START)], [2, placed])).toEqual([
      'pass',
    ])
  })

  test.each<[string, Entry[]]>([
    ['without CallKit', [[0, placed]]],
    [
      'without a handle',
      [
        [0, request(START)],
        [1, perform(START)],
        [2, placed],
      ],
    ],
    [
      'with an empty handle',
      [
        [0, request(START, ' ')],
        [1, perform(START)],
        [2, placed],
      ],
    ],
    [
      'before its action is performed',
      [
        [0, request(START, 'bob')],
        [1, placed],
        [2, perform(START)],
      ],
    ],
    [
      'whose action is never performed',
      [
        [0, request(START, 'bob')],
        [1, placed],
      ],
    ],
  ])('fails a call %s', (_, entries) => {
    expect(outcomes(startThroughCallKit, ...entries)).toEqual(['fail'])
  })

  test('is not exercised by a refused request', () => {
    expect(outcomes(startThroughCallKit, [0, request(START, 'bob')])).toEqual([])
  })
})

describe('OUT-002', () => {
  const started: Entry[] = [
    [0, perform(START)],
    [1, changed({ outgoing: true })],
    [2, fulfill(START)],
    [10, answered],
  ]

  test('passes connecting, then connected', () => {
    expect(outcomes(connectingThenConnected, ...started, [11, connecting], [12, connected])).toEqual(['pass'])
  })

  test.each<[string, Entry[]]>([
    [
      'the other way round',
      [
        [11, connected],
        [11.001, connecting],
      ],
    ],
    ['without connecting', [[11, connected]]],
    [
      'connected twice',
      [
        [11, connecting],
        [12, connected],
        [13, connected],
      ],
    ],
    [
      'connecting only',
      [
        [11, connecting],
        [5000, scenarioEnd],
      ],
    ],
    [
      'connecting only, until the user hangs up',
      [
        [11, connecting],
        [2011, over('user')],
      ],
    ],
  ])('fails a call reported %s', (_, entries) => {
    expect(outcomes(connectingThenConnected, ...started, ...entries)).toEqual(['fail'])
  })

  test('is not exercised when nobody answers, or the user hangs up at once', () => {
    expect(outcomes(connectingThenConnected, ...started.slice(0, -1), [5000, scenarioEnd])).toEqual([])
    expect(outcomes(connectingThenConnected, ...started, [2010, over('user')], [5000, scenarioEnd])).toEqual([])
  })
})

describe('OUT-003', () => {
  test.each([
    [600_000, 'pass'],
    [600_000.001, 'fail'],
  ])('judges a start completed after %d ms: %s', (ms, outcome) => {
    expect(outcomes(completeStart, [0, perform(START)], [ms, fulfill(START)])).toEqual([outcome])
    expect(outcomes(completeStart, [0, perform(START)], [ms, fail(START)])).toEqual([outcome])
  })

  test('fails a timeout and is not exercised by other actions', () => {
    expect(outcomes(completeStart, [0, perform(START)], [600_000, timeout(START)])).toEqual(['fail'])
    expect(outcomes(completeStart, [0, perform('CXEndCallAction')], [1, fulfill('CXEndCallAction')])).toEqual([])
  })
})
