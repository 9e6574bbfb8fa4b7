import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import {
  completeStartTruly,
  connectingThenConnected,
  reportFailedOutgoing,
  startInTime,
  startThroughCallKit,
} from './outgoing.ts'
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
    const hangsUp = perform('CXEndCallAction')
    expect(outcomes(connectingThenConnected, ...started, [2010, hangsUp], [4000, over('user')])).toEqual([])
  })

  describe('a call that its app has placed with the backend', () => {
    const dialling: Entry[] = [...started.slice(0, -1), [3, placed], [4, connecting]]

    test.each([
      [-0.001, 'pass'],
      [0.001, 'fail'],
    ])('is answered %d ms after it is reported connected: %s', (ms, outcome) => {
      const early: Entry[] = [...dialling, [5, connected], [5 + ms, answered]]
      expect(outcomes(connectingThenConnected, ...early)).toEqual([outcome])
      expect(outcomes(connectingThenConnected, ...early, [6, connected])).toEqual(['fail'])
    })

    test('is reported connected although nobody ever answers', () => {
      expect(outcomes(connectingThenConnected, ...dialling, [5, connected], [6, over('user')])).toEqual(['fail'])
    })

    test('is known to be answered by what the backend has told the app', () => {
      const told = { name: 'server.event', uuid: CALL, event: 'answered' } as const
      expect(outcomes(connectingThenConnected, ...dialling, [5, told], [6, connected])).toEqual([])
      expect(outcomes(connectingThenConnected, ...dialling, [5, connected], [6, told])).toEqual(['fail'])
    })

    test('may have been answered by clocks that cannot tell', () => {
      const near: Entry[] = [...dialling, [5, connected, 0.5], [5.1, answered, 0.5]]
      expect(outcomes(connectingThenConnected, ...near)).toEqual(['inconclusive'])
    })
  })

  test('does not know who has answered a call that was placed with another server', () => {
    expect(outcomes(connectingThenConnected, ...started.slice(0, -1), [4, connecting], [5, connected])).toEqual([])
  })

  test.each<[string, [number, Happening][], string[]]>([
    ['never', [], []],
    ['too late to be reported', [[4000, { name: 'media.ready', uuid: CALL }]], []],
    ['in time', [[2999.999, { name: 'media.ready', uuid: CALL }]], ['fail']],
  ])('expects a report of nobody whose media come %s', (_, media, expected) => {
    const asked: Entry[] = [...started, [11, connecting], [11, { name: 'media.offer', uuid: CALL }]]
    expect(outcomes(connectingThenConnected, ...asked, ...media, [5000, over('app')])).toEqual(expected)
  })
})

describe('ACT-DEADLINE-002', () => {
  test.each([
    [600_000, 'pass'],
    [600_000.001, 'fail'],
  ])('judges a start completed after %d ms: %s', (ms, outcome) => {
    expect(outcomes(startInTime, [0, perform(START)], [ms, fulfill(START)])).toEqual([outcome])
    expect(outcomes(startInTime, [0, perform(START)], [ms, fail(START)])).toEqual([outcome])
  })

  test('fails a timeout and is not exercised by other actions', () => {
    expect(outcomes(startInTime, [0, perform(START)], [600_000, timeout(START)])).toEqual(['fail'])
    expect(outcomes(startInTime, [0, perform('CXEndCallAction')], [1, fulfill('CXEndCallAction')])).toEqual([])
  })
})

describe('OUT-003', () => {
  const refused = { name: 'server.fault', operation: 'start', uuid: CALL, explanation: 'with status 503' } as const

  test('passes a start that is fulfilled, or failed', () => {
    expect(outcomes(completeStartTruly, [0, perform(START)], [1, placed], [2, fulfill(START)])).toEqual(['pass'])
    expect(outcomes(completeStartTruly, [0, perform(START)], [1, refused], [2, fail(START)])).toEqual(['pass'])
  })

  test('fails one that is left open, or fulfilled although the backend refused it', () => {
    expect(outcomes(completeStartTruly, [0, perform(START)], [600_000, timeout(START)])).toEqual(['fail'])
    expect(outcomes(completeStartTruly, [0, perform(START)], [1, refused], [2, fulfill(START)])).toEqual(['fail'])
  })

  test('does not mind a second attempt that the backend took', () => {
    const entries: Entry[] = [
      [0, perform(START)],
      [1, refused],
      [2, placed],
      [3, fulfill(START)],
    ]
    expect(outcomes(completeStartTruly, ...entries)).toEqual(['pass'])
  })
})

describe('OUT-004', () => {
  const unanswered = { name: 'remote.cancel', uuid: CALL, reason: 'unanswered' } as const
  const dialling: Entry[] = [
    [0, perform(START)],
    [1, placed],
    [2, changed({ outgoing: true })],
    [100, unanswered],
  ]
  const told = { name: 'server.event', uuid: CALL, event: 'ended' } as const
  const end = (reason: 'failed' | 'remoteEnded' | 'unanswered') =>
    ({ name: 'cx.ended', uuid: CALL, reason, known: true }) as const

  test.each([
    ['unanswered', 'pass'],
    ['failed', 'pass'],
    ['remoteEnded', 'deviates'],
  ] as const)('judges an end with the reason %s: %s', (reason, outcome) => {
    expect(outcomes(reportFailedOutgoing, ...dialling, [101, end(reason)])).toEqual([outcome])
  })

  test('grades a call that is left dialling', () => {
    expect(outcomes(reportFailedOutgoing, ...dialling, [2101, scenarioEnd])).toEqual(['deviates'])
  })

  test('does not count the time in which a slow server is asked, and counts where the app asks no more', () => {
    const struck = { name: 'server.fault', operation: 'query', uuid: CALL, explanation: '' } as const
    const said = { name: 'server.query', uuid: CALL, state: 'ended' } as const
    const late: Entry[] = [...dialling, [1100, { ...struck, delayMs: 20_000 }]]
    expect(outcomes(reportFailedOutgoing, ...late, [9000, scenarioEnd])).toEqual([])
    expect(outcomes(reportFailedOutgoing, ...late, [21_100, said], [30_000, scenarioEnd])).toEqual(['deviates'])
    expect(outcomes(reportFailedOutgoing, ...late, [1200, told], [9000, scenarioEnd])).toEqual(['deviates'])
    expect(outcomes(reportFailedOutgoing, ...dialling, [1100, struck], [9000, scenarioEnd])).toEqual(['deviates'])
  })

  test('is about outgoing calls that nobody has answered, and that the user did not give up', () => {
    expect(outcomes(reportFailedOutgoing, ...dialling, [50, answered], [101, end('remoteEnded')])).toEqual([])
    expect(outcomes(reportFailedOutgoing, ...dialling, [99, over('user')], [2101, scenarioEnd])).toEqual([])
    expect(outcomes(reportFailedOutgoing, [0, changed()], [1, unanswered], [9, scenarioEnd])).toEqual([])
  })
})
