import { describe, expect, test } from 'vitest'
import type { Happening } from '../../trace/events.ts'
import { answered, CALL, OTHER_CALL, OTHER_PUSH, PUSH, received } from '../testing/happenings.ts'
import { lintCheck } from '../testing/lint-check.ts'
import { outcomes, type Entry } from '../testing/trace-of.ts'

type Refusal = Partial<Extract<Happening, { name: 'apns.response' }>>

const THIRD_PUSH = 'cccccccc-0000-4000-8000-000000000003'
const same = (push = OTHER_PUSH) => received({ push })
const other = (push = OTHER_PUSH) => received({ push, payload: { UUID: OTHER_CALL, handle: '+15550199' } })

/** A push that is refused at 1 ms. */
const refused = (refusal: Refusal): Entry[] => [
  [0, received()],
  [1, answered({ status: 400, ...refusal })],
]

describe('LINT-RETRY-001', () => {
  const check = lintCheck('LINT-RETRY-001')
  const gone = refused({ status: 410, reason: 'Unregistered' })

  test('fails any push to a device that is gone, but what was on its way', () => {
    expect(outcomes(check, ...gone, [1001, other()])).toEqual(['pass'])
    expect(outcomes(check, ...gone, [1002, other()])).toEqual(['fail'])
    expect(outcomes(check, ...gone, [2, received()])).toEqual(['fail'])
  })

  test('passes a push once the device is back', () => {
    const back: Entry[] = [
      [2, other()],
      [3, answered({ push: OTHER_PUSH })],
    ]
    expect(outcomes(check, ...gone, ...back, [5000, other(THIRD_PUSH)])).toEqual(['pass'])
  })

  test('takes a push that is accepted for one to a token that was registered once more', () => {
    expect(outcomes(check, ...gone, [5000, other()], [5001, answered({ push: OTHER_PUSH })])).toEqual(['pass'])
    const still = answered({ push: OTHER_PUSH, status: 410, reason: 'Unregistered' })
    expect(outcomes(check, ...gone, [5000, other()], [5001, still])).toEqual(['fail'])
    expect(outcomes(check, ...gone, [5, same()], [6, answered({ push: OTHER_PUSH })])).toEqual(['fail'])
  })

  test('is not exercised by another device', () => {
    expect(outcomes(check, ...gone, [5000, received({ push: OTHER_PUSH, token: 'cd…#000002' })])).toEqual([])
  })
})

describe('LINT-RETRY-002', () => {
  const check = lintCheck('LINT-RETRY-002')

  test.each(['BadDeviceToken', 'DeviceTokenNotForTopic', 'Forbidden', 'PayloadTooLarge'])('%s', (reason) => {
    expect(outcomes(check, ...refused({ reason }), [5, same()])).toEqual(['fail'])
    expect(outcomes(check, ...refused({ reason }), [5, received()])).toEqual(['fail'])
    expect(outcomes(check, ...refused({ reason }), [5, other()])).toEqual([])
  })

  test('lets a push be sent again that was refused for another reason', () => {
    expect(outcomes(check, ...refused({ status: 503, reason: 'Shutdown' }), [5, same()])).toEqual(['pass'])
  })

  test('lets a mistake be mended', () => {
    const mended = received({ push: OTHER_PUSH, topic: 'com.example.other.voip' })
    expect(outcomes(check, ...refused({ reason: 'DeviceTokenNotForTopic' }), [5, mended])).toEqual([])
  })

  test('lets a mended push keep its apns-id', () => {
    const topic = received({ topic: 'com.example.other.voip' })
    expect(outcomes(check, ...refused({ reason: 'DeviceTokenNotForTopic' }), [5, topic])).toEqual([])
    const trimmed = received({ payload: { UUID: CALL }, bytes: 40 })
    expect(outcomes(check, ...refused({ status: 413, reason: 'PayloadTooLarge' }), [5, trimmed])).toEqual([])
  })
})

describe('LINT-RETRY-003', () => {
  const check = lintCheck('LINT-RETRY-003')
  const tooMany = refused({ status: 429, reason: 'TooManyRequests', retryAfter: 10 })
  const unavailable = refused({ status: 503, reason: 'ServiceUnavailable', retryAfter: 900 })

  test.each([
    [10_000, 'fail'],
    [10_001, 'pass'],
  ])('judges any push to the device %d ms after TooManyRequests: %s', (at, outcome) => {
    expect(outcomes(check, ...tooMany, [at, other()])).toEqual([outcome])
  })

  test('excuses another call that was on its way, and not the same', () => {
    expect(outcomes(check, ...tooMany, [2, other()])).toEqual(['pass'])
    expect(outcomes(check, ...tooMany, [2, same()])).toEqual(['fail'])
    expect(outcomes(check, ...tooMany, [2, received()])).toEqual(['fail'])
  })

  test('judges only the same push after an error of the server', () => {
    expect(outcomes(check, ...unavailable, [1501, other()])).toEqual([])
    expect(outcomes(check, ...unavailable, [900_000, same()])).toEqual(['fail'])
    expect(outcomes(check, ...unavailable, [900_001, same()])).toEqual(['pass'])
  })

  test('takes a push that names no call for one of its own, unless it keeps its apns-id', () => {
    const ring = (push: string) => received({ push, payload: { notification_type: 'incomingCall' } })
    const answer = answered({ status: 503, reason: 'ServiceUnavailable', retryAfter: 900 })
    expect(outcomes(check, [0, ring(PUSH)], [1, answer], [20_000, ring(OTHER_PUSH)])).toEqual([])
    expect(outcomes(check, [0, ring(PUSH)], [1, answer], [20_000, ring(PUSH)])).toEqual(['fail'])
  })

  test('lets a push go at once over another connection after Shutdown', () => {
    const leaving = refused({ status: 503, reason: 'Shutdown', retryAfter: 30 })
    expect(outcomes(check, ...leaving, [5, received({ connection: 2 })])).toEqual([])
  })
})

describe('LINT-RETRY-004', () => {
  const check = lintCheck('LINT-RETRY-004')

  test.each([
    [1000, 'fail'],
    [1001, 'pass'],
  ])('judges the same push %d ms after TooManyRequests: %s', (at, outcome) => {
    const tooMany = refused({ status: 429, reason: 'TooManyRequests' })
    expect(outcomes(check, ...tooMany, [at, same()])).toEqual([outcome])
    expect(outcomes(check, ...tooMany, [at, other()])).toEqual(['pass'])
  })

  test.each([
    ['InternalServerError', 900_000, ['fail']],
    ['ServiceUnavailable', 900_001, ['pass']],
    ['Shutdown', 5, []],
  ])('judges the same push after %s at %d ms: %o', (reason, at, expected) => {
    expect(outcomes(check, ...refused({ status: 503, reason }), [at, same()])).toEqual(expected)
    expect(outcomes(check, ...refused({ status: 503, reason }), [at, other()])).toEqual([])
  })

  test('leaves to LINT-RETRY-003 what has a Retry-After', () => {
    const told = refused({ status: 503, reason: 'ServiceUnavailable', retryAfter: 1 })
    expect(outcomes(check, ...told, [5, same()])).toEqual([])
  })
})

describe('LINT-RETRY-005', () => {
  const check = lintCheck('LINT-RETRY-005')
  const unknown = refused({ reason: 'BadDeviceToken' })

  test('fails other pushes to a token that APNs does not know', () => {
    expect(outcomes(check, ...unknown, [1002, other()])).toEqual(['fail'])
    expect(outcomes(check, ...unknown, [1001, other()])).toEqual(['pass'])
  })

  test('lets a token be used that APNs has come to know', () => {
    expect(outcomes(check, ...unknown, [5000, other()], [5001, answered({ push: OTHER_PUSH })])).toEqual(['pass'])
  })

  test('lets a push go to the other environment', () => {
    const elsewhere = received({ push: OTHER_PUSH, environment: 'production' })
    expect(outcomes(check, ...unknown, [5000, elsewhere])).toEqual([])
    expect(outcomes(lintCheck('LINT-RETRY-002'), ...unknown, [5000, elsewhere])).toEqual([])
  })

  test('leaves the same push to LINT-RETRY-002', () => {
    expect(outcomes(check, ...unknown, [5000, same()], [5001, received({ push: PUSH })])).toEqual([])
  })
})
