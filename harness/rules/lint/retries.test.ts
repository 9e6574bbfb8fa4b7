import { describe, expect, test } from 'vitest'
import type { Happening } from '../../trace/events.ts'
import { answered, OTHER_CALL, OTHER_PUSH, PUSH, received } from '../testing/happenings.ts'
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

  test('is not exercised by another device', () => {
    expect(outcomes(check, ...gone, [5000, received({ push: OTHER_PUSH, token: 'cd…#000002' })])).toEqual([])
  })
})

describe('LINT-RETRY-002', () => {
  const check = lintCheck('LINT-RETRY-002')

  test.each(['BadDeviceToken', 'DeviceTokenNotForTopic', 'Forbidden', 'PayloadTooLarge'])('%s', (reason) => {
    expect(outcomes(check, ...refused({ reason }), [5, same()])).toEqual(['fail'])
    expect(outcomes(check, ...refused({ reason }), [5, received({ bytes: 65 })])).toEqual(['fail'])
    expect(outcomes(check, ...refused({ reason }), [5, other()])).toEqual([])
  })

  test('lets a push be sent again that was refused for another reason', () => {
    expect(outcomes(check, ...refused({ status: 503, reason: 'Shutdown' }), [5, same()])).toEqual(['pass'])
  })

  test('lets a mistake be mended', () => {
    const mended = received({ push: OTHER_PUSH, topic: 'com.example.other.voip' })
    expect(outcomes(check, ...refused({ reason: 'DeviceTokenNotForTopic' }), [5, mended])).toEqual([])
  })
})

test.each([
  [10_000, 'fail'],
  [10_001, 'pass'],
])('LINT-RETRY-003 judges a push %d ms after a Retry-After of 10 s: %s', (at, outcome) => {
  const told = refused({ status: 429, reason: 'TooManyRequests', retryAfter: 10 })
  expect(outcomes(lintCheck('LINT-RETRY-003'), ...told, [at, other()])).toEqual([outcome])
})

describe('LINT-RETRY-004', () => {
  const check = lintCheck('LINT-RETRY-004')

  test.each([
    [1000, 'fail'],
    [1001, 'pass'],
  ])('judges any push %d ms after TooManyRequests: %s', (at, outcome) => {
    const tooMany = refused({ status: 429, reason: 'TooManyRequests' })
    expect(outcomes(check, ...tooMany, [at, other()])).toEqual([outcome])
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

  test('lets a push go to the other environment', () => {
    const elsewhere = received({ push: OTHER_PUSH, environment: 'production' })
    expect(outcomes(check, ...unknown, [5000, elsewhere])).toEqual([])
    expect(outcomes(lintCheck('LINT-RETRY-002'), ...unknown, [5000, elsewhere])).toEqual([])
  })

  test('leaves the same push to LINT-RETRY-002', () => {
    expect(outcomes(check, ...unknown, [5000, same()], [5001, received({ push: PUSH })])).toEqual([])
  })
})
