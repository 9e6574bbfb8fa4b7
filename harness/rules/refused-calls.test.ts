import { describe, expect, test } from 'vitest'
import { acceptRefusal, beEntitled, declineBlocked, staySilentInFocus, takeUnknownQuietly } from './refused-calls.ts'
import type { Check } from './rule.ts'
import {
  accepted,
  CALL,
  cancel,
  changed,
  OTHER_CALL,
  refused,
  report,
  scenarioEnd,
  sent,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const dial = { name: 'remote.dial', uuid: CALL, handle: 'bob' } as const
const decline = { name: 'server.decline', uuid: CALL } as const
const offer = { name: 'media.offer', uuid: CALL } as const
const accept = { name: 'server.accept', uuid: CALL } as const
const sound = { name: 'audio.io.start' } as const

const told = (code: number): Entry[] => [
  [0, dial],
  [1, report()],
  [10, refused(code)],
]
const end: Entry = [20_000, scenarioEnd]

const silent: [string, Check, number][] = [
  ['CALL-ERR-000', acceptRefusal, 3],
  ['CALL-ERR-003', staySilentInFocus, 3],
  ['CALL-ERR-005', takeUnknownQuietly, 5],
  ['CALL-ERR-005', takeUnknownQuietly, 99],
]

describe.each(silent)('%s', (_, check, code) => {
  test('passes an app that does nothing for a call that is not there', () => {
    expect(outcomes(check, ...told(code), end)).toEqual(['pass'])
    expect(outcomes(check, ...told(code), [20, decline], end)).toEqual(['pass'])
  })

  test.each([
    ['media', offer],
    ['an answer', accept],
  ])('fails %s for it, from a moment after the app knew', (_name, done) => {
    expect(outcomes(check, ...told(code), [110, done], end)).toEqual(['pass'])
    expect(outcomes(check, ...told(code), [110.001, done], end)).toEqual(['fail'])
    expect(outcomes(check, [5, done], ...told(code), end)).toEqual(['pass'])
  })

  test.each([
    ['accept', accept],
    ['media', offer],
  ] as const)(
    'does not mind %s that the app asked for before, and that a scripted fault has delayed',
    (operation, done) => {
      const struck = { name: 'server.fault', operation, uuid: CALL, explanation: 'late' } as const
      expect(outcomes(check, [9.999, struck], ...told(code), [1500, done], end)).toEqual(['pass'])
      expect(outcomes(check, ...told(code), [10.001, struck], [1500, done], end)).toEqual(['fail'])
      const another = { ...struck, operation: 'hangup' } as const
      expect(outcomes(check, [9.999, another], ...told(code), [1500, done], end)).toEqual(['fail'])
    },
  )

  test('fails sound for it at once', () => {
    expect(outcomes(check, ...told(code), [10.001, sound], end)).toEqual(['fail'])
    expect(outcomes(check, [9.999, sound], ...told(code), end)).toEqual(['pass'])
  })

  test('does not mind what is done for another call, or for this one when it is let through', () => {
    const other: Entry[] = [
      [200, report(OTHER_CALL)],
      [201, accepted(OTHER_CALL)],
      [201, changed({ uuid: OTHER_CALL })],
      [300, { name: 'media.offer', uuid: OTHER_CALL }],
      [301, sound],
    ]
    expect(outcomes(check, ...told(code), ...other, end)).toEqual(['pass'])
    const again: Entry[] = [
      [200, report()],
      [201, accepted()],
      [300, offer],
      [301, sound],
    ]
    expect(outcomes(check, ...told(code), ...again, end)).toEqual(['pass'])
  })

  test('is not about a call that is there already', () => {
    const live: Entry[] = [
      [0, dial],
      [1, report()],
      [2, accepted()],
      [2, changed()],
      [10, refused(code)],
    ]
    expect(outcomes(check, ...live, [200, offer], end)).toEqual([])
  })

  test('says nothing when the trace is over at once, and is not about calls that exist', () => {
    expect(outcomes(check, ...told(code))).toEqual([])
    expect(outcomes(check, [0, dial], [1, report()], [2, accepted()], [3, offer], end)).toEqual([])
    expect(outcomes(check, ...told(2), [300, offer], end)).toEqual([])
  })
})

test('the rules about one code leave the others alone', () => {
  expect(outcomes(staySilentInFocus, ...told(4), [200, sound], end)).toEqual([])
  expect(outcomes(declineBlocked, ...told(3), [200, sound], end)).toEqual([])
  expect(outcomes(takeUnknownQuietly, ...told(3), [200, sound], end)).toEqual([])
})

describe.each([
  ['CALL-ERR-000', acceptRefusal],
  ['CALL-ERR-004', declineBlocked],
])('%s: the backend is told', (_, check) => {
  test.each([
    [5000, 'pass'],
    [5000.001, 'fail'],
  ])('%d ms after the refusal: %s', (ms, outcome) => {
    expect(outcomes(check, ...told(4), [10 + ms, decline], end)).toEqual(['pass', outcome])
    const hangup = { name: 'server.hangup', uuid: CALL } as const
    expect(outcomes(check, ...told(4), [10 + ms, hangup], end)).toEqual(['pass', outcome])
  })

  test('never, which fails once there was time for it', () => {
    expect(outcomes(check, ...told(4), end)).toEqual(['pass', 'fail'])
    expect(outcomes(check, ...told(4), [30, { ...decline, uuid: OTHER_CALL }], end)).toEqual(['pass', 'fail'])
    expect(outcomes(check, ...told(4), [200, changed({ uuid: OTHER_CALL })])).toEqual(['pass'])
  })

  test('once, however often the call is refused', () => {
    const again: Entry[] = [
      [100, report()],
      [110, refused(4)],
    ]
    expect(outcomes(check, ...told(4), [20, decline], ...again, end)).toEqual(['pass', 'pass', 'pass', 'pass'])
  })

  test('unless it has nothing to be told, or cannot be', () => {
    const fault = { name: 'server.fault', operation: 'decline', uuid: CALL, explanation: 'cut' } as const
    const asleep = { name: 'app.state', bundleId: 'com.example.app', state: 'suspended' } as const
    for (const excuse of [cancel(), fault, asleep, terminate()]) {
      expect(outcomes(check, ...told(4), [100, excuse], end)).toEqual(['pass'])
      expect(outcomes(check, ...told(4), [100, excuse], [15_000, decline], end)).toEqual(['pass'])
    }
    expect(outcomes(check, [1, report()], [10, refused(4)], end)).toEqual(['pass'])
    expect(outcomes(check, [0, sent()], [1, report()], [10, refused(4)], end)).toEqual(['pass', 'fail'])
  })
})

test('CALL-ERR-000 demands it of refusals by mistake, whatever their domain', () => {
  expect(outcomes(acceptRefusal, ...told(0), end)).toEqual(['pass', 'fail'])
  const general = { domain: 'com.apple.CallKit.error', code: 3, caseName: 'missingVoIPBackgroundMode' }
  const result: Entry = [10, { name: 'cx.report.result', uuid: CALL, error: general }]
  expect(outcomes(acceptRefusal, [0, dial], [1, report()], result, end)).toEqual(['pass', 'fail'])
  expect(outcomes(staySilentInFocus, [0, dial], [1, report()], result, end)).toEqual([])
})

test('CALL-ERR-001: a report is refused for want of an entitlement, or is not', () => {
  expect(outcomes(beEntitled, ...told(1))).toEqual(['fail'])
  expect(outcomes(beEntitled, ...told(3))).toEqual(['pass'])
  expect(outcomes(beEntitled, [1, report()], [2, accepted()], [3, refused(1)])).toEqual(['pass', 'fail'])
  expect(outcomes(beEntitled, [1, report()])).toEqual([])
})
