import { describe, expect, test } from 'vitest'
import {
  reportAlreadyOver,
  reportBeforeReturn,
  reportMalformed,
  reportSynchronously,
  reportWithinWindow,
} from './push-report.ts'
import {
  CALL,
  OTHER_CALL,
  OTHER_PUSH,
  PUSH,
  accepted,
  cancel,
  changed,
  deliver,
  ended,
  enter,
  kill,
  over,
  refused,
  report,
  returned,
  scenarioEnd,
  sent,
  terminate,
} from './testing/happenings.ts'
import { circumstances, outcomes, traceOf, type Entry } from './testing/trace-of.ts'

const FRESH_CALL = '33333333-3333-4333-8333-333333333333'

describe('PUSH-REPORT-001', () => {
  test('passes a report inside the delegate call, at the very same instant too', () => {
    expect(outcomes(reportBeforeReturn, [0, deliver()], [1, enter()], [1, report()], [1, returned()])).toEqual(['pass'])
  })

  test('fails a return without a report, with the crash as corroboration', () => {
    const trace = traceOf([0, deliver()], [1, enter()], [3, returned()], [3.1, terminate()])
    const [finding] = reportBeforeReturn(trace, circumstances)
    expect(finding).toMatchObject({ outcome: 'fail', events: [1, 2, 3, 4] })
    expect(finding?.message).toContain('push aaaaaaaa')
  })

  test('fails a report one microsecond after the return, even inside the window', () => {
    expect(
      outcomes(reportBeforeReturn, [0, sent()], [1, deliver()], [2, enter()], [3, returned()], [3.001, report()]),
    ).toEqual(['fail'])
  })

  test.each<[string, Entry[]]>([
    [
      'an exempt push',
      [
        [0, deliver({ mustReport: false, exemption: 'foreground' })],
        [1, enter()],
        [2, returned()],
      ],
    ],
    ['a push that never got in', [[0, deliver()]]],
    [
      'an app that died in its delegate',
      [
        [0, deliver()],
        [1, enter()],
        [2, terminate({ by: 'user' })],
      ],
    ],
  ])('is not exercised by %s', (_, entries) => {
    expect(outcomes(reportBeforeReturn, ...entries)).toEqual([])
  })

  test('does not take the late report of one push for that of the next', () => {
    const findings = outcomes(
      reportBeforeReturn,
      [0, sent()],
      [0, sent({ push: OTHER_PUSH, uuid: OTHER_CALL })],
      [1, deliver()],
      [2, enter()],
      [3, returned()],
      [4, deliver({ push: OTHER_PUSH })],
      [5, enter(OTHER_PUSH)],
      [6, report(CALL)],
      [7, returned(OTHER_PUSH)],
    )
    expect(findings).toEqual(['fail', 'fail'])
  })
})

describe('PUSH-REPORT-002', () => {
  const reportedAfter = (ms: number, uncertaintyMs = 0) =>
    outcomes(reportWithinWindow, [0, sent()], [100, deliver()], [101, enter()], [100 + ms, report(), uncertaintyMs])

  test.each([
    [6999, 'pass'],
    [6999.999, 'pass'],
    [7000, 'pass'],
    [7000.001, 'fail'],
    [7001, 'fail'],
  ])('judges a report after %d ms: %s', (ms, outcome) => {
    expect(reportedAfter(ms)).toEqual([outcome])
  })

  test('cannot tell inside the clock error', () => {
    expect(reportedAfter(6999.8, 0.5)).toEqual(['inconclusive'])
    expect(reportedAfter(7000.2, 0.5)).toEqual(['inconclusive'])
    expect(reportedAfter(6999.5, 0.5)).toEqual(['pass'])
    expect(reportedAfter(7000.6, 0.5)).toEqual(['fail'])
  })

  test('fails on the kill, whether or not the log says for which push', () => {
    expect(outcomes(reportWithinWindow, [0, deliver()], [7000, kill({ push: PUSH })])).toEqual(['fail'])
    expect(outcomes(reportWithinWindow, [0, deliver()], [7000, kill()])).toEqual(['fail'])
  })

  test('fails a push that nobody killed for, once its window has passed', () => {
    expect(outcomes(reportWithinWindow, [0, deliver()], [6000, scenarioEnd])).toEqual([])
    expect(outcomes(reportWithinWindow, [0, deliver()], [7001, scenarioEnd])).toEqual(['fail'])
  })

  test('leaves an app that PushKit killed at the return to PUSH-REPORT-001', () => {
    expect(
      outcomes(
        reportWithinWindow,
        [0, deliver()],
        [1, enter()],
        [2, returned()],
        [2, terminate()],
        [9000, scenarioEnd],
      ),
    ).toEqual([])
  })
})

describe('PUSH-REPORT-003', () => {
  const reportedAfter = (ms: number) =>
    outcomes(
      reportSynchronously,
      [0, deliver({ mustReport: false })],
      [1, enter()],
      [1 + ms, report()],
      [5000, returned()],
    )

  test.each([
    [99, 'pass'],
    [500, 'pass'],
    [500.001, 'deviates'],
    [501, 'deviates'],
    [1000, 'deviates'],
    [1000.001, 'fail'],
    [1001, 'fail'],
  ])('judges a report %d ms after the entry: %s', (ms, outcome) => {
    expect(reportedAfter(ms)).toEqual([outcome])
  })

  test('measures on the clock of the app, whose alignment does not matter', () => {
    expect(
      outcomes(reportSynchronously, [0, deliver()], [1, enter(), 50], [101, report(), 50], [102, returned(), 50]),
    ).toEqual(['pass'])
  })

  test('fails a report made after the return', () => {
    expect(
      outcomes(reportSynchronously, [0, sent()], [0, deliver()], [1, enter()], [2, returned()], [2.5, report()]),
    ).toEqual(['fail'])
  })

  test('is not exercised without a report', () => {
    expect(outcomes(reportSynchronously, [0, deliver()], [1, enter()], [2, returned()])).toEqual([])
  })
})

describe('PUSH-REPORT-004', () => {
  const malformed = sent({ malformation: 'UUID absent', payload: { handle: 1, token: 'secret' } })

  test('passes a report under a fresh UUID', () => {
    expect(
      outcomes(reportMalformed, [0, malformed], [1, deliver()], [2, enter()], [3, report(FRESH_CALL)], [4, returned()]),
    ).toEqual(['pass'])
  })

  test('fails a silent return and shows what was in the push, without its secrets', () => {
    const trace = traceOf([0, malformed], [1, deliver()], [2, enter()], [4, returned()])
    const [finding] = reportMalformed(trace, circumstances)
    expect(finding?.outcome).toBe('fail')
    expect(finding?.message).toContain('UUID absent')
    expect(finding?.message).toContain('{"handle":1,"token":"[redacted]"}')
  })

  test('fails a report that came after the return, and an app that crashed on the payload', () => {
    expect(
      outcomes(reportMalformed, [0, malformed], [1, deliver()], [2, enter()], [3, returned()], [4, report(FRESH_CALL)]),
    ).toEqual(['fail'])
    expect(
      outcomes(reportMalformed, [0, malformed], [1, deliver()], [2, enter()], [3, terminate({ by: 'app', code: '1' })]),
    ).toEqual(['fail'])
  })

  test('is not exercised by a sound push, nor by an exempt one that goes unreported', () => {
    expect(outcomes(reportMalformed, [0, sent()], [1, deliver()], [2, enter()], [3, returned()])).toEqual([])
    expect(
      outcomes(reportMalformed, [0, malformed], [1, deliver({ mustReport: false })], [2, enter()], [3, returned()]),
    ).toEqual([])
  })
})

describe('PUSH-REPORT-005', () => {
  const prelude: Entry[] = [
    [0, sent()],
    [1, cancel()],
    [2, deliver()],
    [3, enter()],
  ]
  const reported: Entry[] = [...prelude, [4, report()], [4.5, accepted()], [5, returned()]]

  test.each([
    [1999, 'pass'],
    [2000, 'pass'],
    [2000.001, 'fail'],
    [2001, 'fail'],
  ])('judges an end %d ms after the report: %s', (ms, outcome) => {
    expect(outcomes(reportAlreadyOver, ...reported, [4 + ms, ended()])).toEqual([outcome])
  })

  test('fails a call left ringing, and one that was never reported', () => {
    expect(outcomes(reportAlreadyOver, ...reported, [100, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(reportAlreadyOver, ...prelude, [4, returned()])).toEqual(['fail'])
  })

  test('fails a call that rang until the system gave it up', () => {
    expect(outcomes(reportAlreadyOver, ...reported, [60_004, over('user')], [70_000, scenarioEnd])).toEqual(['fail'])
  })

  test('passes a report that the system refused', () => {
    expect(outcomes(reportAlreadyOver, ...prelude, [4, report()], [4.5, refused(3)], [5, returned()])).toEqual(['pass'])
  })

  test('judges a report that was accepted after one that was not', () => {
    const silenced: Entry[] = [...prelude, [4, report()], [4.5, refused(3)], [5, returned()]]
    const again: Entry[] = [
      [6000, sent({ push: OTHER_PUSH })],
      [6000, deliver({ push: OTHER_PUSH })],
      [6001, enter(OTHER_PUSH)],
      [6002, report()],
      [6003, accepted()],
      [6004, returned(OTHER_PUSH)],
    ]
    expect(outcomes(reportAlreadyOver, ...silenced, ...again, [6005, ended()])).toEqual(['pass', 'pass'])
    expect(outcomes(reportAlreadyOver, ...silenced, ...again, [9000, scenarioEnd])).toEqual(['pass', 'fail'])
  })

  test('waits for the server to say that the call is over, when it was late with that', () => {
    const struck = { name: 'server.fault', operation: 'query', uuid: CALL, explanation: 'late' } as const
    const said = { name: 'server.query', uuid: CALL, state: 'ended' } as const
    expect(outcomes(reportAlreadyOver, ...reported, [6, struck], [20_000, scenarioEnd])).toEqual([])
    expect(outcomes(reportAlreadyOver, ...reported, [6, struck], [9000, said], [9001, ended()])).toEqual(['pass'])
    const asked: Entry[] = [
      [-3, report()],
      [-3, accepted()],
      [-2, changed()],
      [1.5, struck],
    ]
    const known: Entry[] = [...prelude, [4, report()], [4.5, refused(2)], [5, returned()]]
    const again = [...asked, ...known].sort(([a], [b]) => a - b)
    expect(outcomes(reportAlreadyOver, ...again, [20_000, scenarioEnd])).toEqual([])
    expect(outcomes(reportAlreadyOver, ...again, [9000, said], [9001, ended()])).toEqual(['pass'])
    expect(outcomes(reportAlreadyOver, ...again, [9000, said], [20_000, scenarioEnd])).toEqual(['fail'])
  })

  test('is not about the stand-in for a push from which nobody can tell which call is over', () => {
    const unreadable: Entry[] = [[0, sent({ malformation: 'UUID absent' })], ...prelude.slice(1)]
    const standIn: Entry[] = [...unreadable, [4, report(OTHER_CALL)], [4.5, accepted(OTHER_CALL)], [5, returned()]]
    expect(outcomes(reportAlreadyOver, ...standIn, [10_004, ended({ uuid: OTHER_CALL })])).toEqual([])
    expect(outcomes(reportAlreadyOver, ...unreadable, [4, returned()])).toEqual(['fail'])
    const dialled: Entry = [0, { name: 'remote.dial', uuid: CALL, handle: '+15550100' }]
    const readable: Entry[] = [dialled, ...unreadable, [4, report()], [4.5, accepted()], [5, returned()]]
    expect(outcomes(reportAlreadyOver, ...readable, [10_004, ended()])).toEqual(['fail'])
  })

  test('is not exercised by a call that was cancelled after the delivery, or that the user declined at once', () => {
    expect(
      outcomes(
        reportAlreadyOver,
        [0, sent()],
        [1, deliver()],
        [2, cancel()],
        [3, enter()],
        [4, report()],
        [5, returned()],
        [9000, scenarioEnd],
      ),
    ).toEqual([])
    expect(outcomes(reportAlreadyOver, ...reported, [900, over('user')], [9000, scenarioEnd])).toEqual([])
  })
})
