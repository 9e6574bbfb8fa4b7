import { describe, expect, test } from 'vitest'
import type { Happening } from '../../trace/events.ts'
import { OTHER_PUSH, received } from '../testing/happenings.ts'
import { lintCheck } from '../testing/lint-check.ts'
import { outcomes } from '../testing/trace-of.ts'
import type { LintId } from './lint.ts'

type Fields = Partial<Extract<Happening, { name: 'apns.request' }>>

const DATE = 1_767_225_600
const FOUR_WEEKS = 28 * 24 * 3600
const ordinary = { topic: 'com.example.app', pushType: 'alert' }
const providerToken = { digest: 'a' }

test.each<[LintId, string, Fields, string[]]>([
  ['LINT-HEADER-001', 'an alert with its type', ordinary, ['pass']],
  ['LINT-HEADER-001', 'an alert without a type', { ...ordinary, pushType: undefined }, ['fail']],
  ['LINT-HEADER-001', 'a call without a type, as APNS-HDR-001 judges it', { pushType: undefined }, []],
  ['LINT-HEADER-002', 'lower case', {}, ['pass']],
  ['LINT-HEADER-002', 'capitals', { push: OTHER_PUSH.toUpperCase() }, ['fail']],
  ['LINT-HEADER-002', 'capitals of the gateway’s', { push: OTHER_PUSH.toUpperCase(), generatedId: true }, []],
  ['LINT-HEADER-003', 'bearer', { providerToken: { ...providerToken, scheme: 'bearer' } }, ['pass']],
  ['LINT-HEADER-003', 'Bearer', { providerToken: { ...providerToken, scheme: 'Bearer' } }, ['fail']],
  ['LINT-HEADER-003', 'a token whose scheme nobody has told', { providerToken }, []],
  ['LINT-HEADER-004', 'a call', {}, ['pass']],
  ['LINT-HEADER-004', 'a call that collapses', { collapseId: 'call' }, ['fail']],
  ['LINT-HEADER-004', 'an alert that collapses', { ...ordinary, collapseId: 'chat' }, []],
  ['LINT-HEADER-005', 'a calm background push', { ...ordinary, pushType: 'background', priority: '5' }, ['pass']],
  ['LINT-HEADER-005', 'one in a hurry', { ...ordinary, pushType: 'background', priority: '10' }, ['fail']],
  ['LINT-HEADER-006', 'seconds', { expiration: String(DATE) }, ['pass']],
  ['LINT-HEADER-006', 'milliseconds', { expiration: String(DATE * 1000) }, ['fail']],
  ['LINT-HEADER-007', 'a chosen expiration', { date: DATE, expiration: '0' }, ['pass']],
  ['LINT-HEADER-007', '28 days', { date: DATE, expiration: String(DATE + FOUR_WEEKS - 2) }, ['fail']],
  ['LINT-HEADER-007', 'no expiration', { date: DATE }, []],
])('%s, %s: %o', (id, _what, fields, expected) => {
  expect(outcomes(lintCheck(id), [0, received(fields)])).toEqual(expected)
})

describe('LINT-HEADER-008', () => {
  const check = lintCheck('LINT-HEADER-008')
  const flagged = (...neverIndexed: string[]) => received({ providerToken, neverIndexed })

  test('judges only a client that can keep headers out of the table', () => {
    expect(outcomes(check, [0, flagged('authorization')])).toEqual(['pass'])
    expect(outcomes(check, [0, flagged(':path')])).toEqual(['fail'])
    expect(outcomes(check, [0, received({ providerToken })])).toEqual([])
  })

  test('judges a client by all that it sends over a connection', () => {
    expect(outcomes(check, [0, flagged('authorization')], [1, received({ providerToken })])).toEqual(['fail'])
    const elsewhere = received({ providerToken, connection: 2 })
    expect(outcomes(check, [0, flagged('authorization')], [1, elsewhere])).toEqual(['pass'])
  })
})
