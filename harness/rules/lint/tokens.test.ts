import { describe, expect, test } from 'vitest'
import { answered, received } from '../testing/happenings.ts'
import { outcomes, type Entry } from '../testing/trace-of.ts'
import { lintCheck } from '../testing/lint-check.ts'

const MINUTE = 60_000
const iat = 1_767_225_600
const id = (index: number) => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`

interface Push {
  digest?: string
  keyId?: string
  teamId?: string
  issuedAt?: number
  ageSeconds?: number
  connection?: number
  status?: number
  reason?: string
}

/** Pushes one after the other, each with its answer. */
function pushes(...list: readonly (Push & { at: number })[]): Entry[] {
  return list.flatMap(({ at, connection = 1, status = 200, reason, ...token }, index): Entry[] => [
    [at, received({ push: id(index), connection, providerToken: { digest: 'a', keyId: 'KEY1234567', ...token } })],
    [at + 1, answered({ push: id(index), status, ...(reason !== undefined && { reason }) })],
  ])
}

describe('LINT-TOKEN-001', () => {
  const check = lintCheck('LINT-TOKEN-001')

  test.each([
    [20 * MINUTE - 1000, 'fail'],
    [20 * MINUTE, 'pass'],
  ])('judges tokens by their dates, %d ms apart: %s', (apart, outcome) => {
    const second = { at: 10, digest: 'b', issuedAt: iat + apart / 1000 }
    expect(outcomes(check, ...pushes({ at: 0, issuedAt: iat }, second))).toEqual([outcome])
  })

  test('judges tokens that nobody could read by their first uses', () => {
    expect(outcomes(check, ...pushes({ at: 0 }, { at: MINUTE, digest: 'b' }))).toEqual(['fail'])
    expect(outcomes(check, ...pushes({ at: 0 }, { at: 20 * MINUTE, digest: 'b' }))).toEqual(['pass'])
  })

  test('allows what APNs asks for, and tokens of other keys or connections', () => {
    const expired = { at: 0, status: 403, reason: 'ExpiredProviderToken' }
    expect(outcomes(check, ...pushes({ at: 0 }, expired, { at: MINUTE, digest: 'b' }))).toEqual(['pass'])
    expect(outcomes(check, ...pushes({ at: 0 }, { at: 1, digest: 'b', keyId: 'KEY7654321' }))).toEqual([])
    expect(outcomes(check, ...pushes({ at: 0 }, { at: 1, digest: 'b', connection: 2 }))).toEqual([])
  })

  test('allows another token on each connection once APNs has refused the old one on any', () => {
    const expired = { at: 1, connection: 2, status: 403, reason: 'ExpiredProviderToken' }
    expect(outcomes(check, ...pushes({ at: 0 }, expired, { at: MINUTE, digest: 'b' }))).toEqual(['pass'])
  })
})

test.each([
  [3300, 'pass'],
  [3301, 'fail'],
])('LINT-TOKEN-002 judges a token of %d s: %s', (ageSeconds, outcome) => {
  const check = lintCheck('LINT-TOKEN-002')
  expect(outcomes(check, ...pushes({ at: 0, issuedAt: iat, ageSeconds }))).toEqual([outcome])
})

describe('LINT-TOKEN-003', () => {
  const check = lintCheck('LINT-TOKEN-003')
  const each = (tokens: number, uses: number) =>
    pushes(...Array.from({ length: tokens * uses }, (_, at) => ({ at, digest: String(at % tokens) })))

  test.each([
    [4, 1, 'fail'],
    [2, 1, 'pass'],
    [4, 2, 'pass'],
  ])('judges %d tokens for %d pushes each: %s', (tokens, uses, outcome) => {
    expect(outcomes(check, ...each(tokens, uses))).toEqual([outcome])
  })

  test('passes servers that share a key, each with a token and a connection', () => {
    const fleet = Array.from({ length: 4 }, (_, at) => ({ at, digest: String(at), connection: at }))
    expect(outcomes(check, ...pushes(...fleet))).toEqual(['pass'])
  })

  test('fails a server that signs at every push and connects anew for it', () => {
    const visits = Array.from({ length: 4 }, (_, index): Entry[] => {
      const closed: Entry = [10 * index + 5, { name: 'apns.disconnect', connection: index }]
      const push = { digest: String(index), keyId: 'KEY1234567' }
      const request = received({ push: id(index), connection: index, providerToken: push })
      return [[10 * index, request], [10 * index + 1, answered({ push: id(index) })], closed]
    })
    expect(outcomes(check, ...visits.flat())).toEqual(['fail'])
  })

  test('passes a backend that sends so little that each push meets a token of its own', () => {
    const rare = Array.from({ length: 6 }, (_, index) => ({ at: index * 46 * MINUTE, digest: String(index) }))
    expect(outcomes(check, ...pushes(...rare))).toEqual(['pass'])
  })
})

describe('LINT-TOKEN-004', () => {
  const check = lintCheck('LINT-TOKEN-004')
  const expired = { at: 0, status: 403, reason: 'ExpiredProviderToken' }

  test('fails a token that is used after it was called expired', () => {
    expect(outcomes(check, ...pushes(expired, { at: 2000 }))).toEqual(['fail'])
  })

  test('allows what was on its way, and another token', () => {
    expect(outcomes(check, ...pushes(expired, { at: 1001 }, { at: 2000, digest: 'b' }))).toEqual(['pass'])
  })
})

test.each([
  [{ keyId: 'KEY1234567', teamId: 'TEAM123456' }, 'pass'],
  [{ keyId: 'AuthKey_KEY1234567.p8', teamId: 'TEAM123456' }, 'fail'],
  [{ keyId: 'KEY1234567', teamId: 'Example Ltd' }, 'fail'],
  [{ keyId: 'KEY1234567' }, 'fail'],
])('LINT-TOKEN-005 judges %o: %s', (token, outcome) => {
  expect(outcomes(lintCheck('LINT-TOKEN-005'), ...pushes({ at: 0, ...token }))).toEqual([outcome])
})

test.each([
  [[{}, {}], 'pass'],
  [[{ keyId: 'one' }, { keyId: 'two' }], 'pass'],
  [[{ keyId: 'one' }, { keyId: 'two' }, { keyId: 'three' }], 'deviates'],
  [[{ teamId: 'one' }, { teamId: 'two' }], 'fail'],
  [[{ teamId: 'one' }, { teamId: 'two', connection: 2 }], 'pass'],
])('LINT-TOKEN-006 judges the tokens %o of a connection: %s', (tokens, outcome) => {
  const list = tokens.map((token, at) => ({ at, digest: String(at), ...token }))
  expect(outcomes(lintCheck('LINT-TOKEN-006'), ...pushes(...list))).toEqual([outcome])
})

test.each([
  [iat, -60, 'pass'],
  [iat, -61, 'fail'],
  [iat * 1000, 0, 'fail'],
])('LINT-TOKEN-007 judges an iat of %d, %d s old: %s', (issuedAt, ageSeconds, outcome) => {
  expect(outcomes(lintCheck('LINT-TOKEN-007'), ...pushes({ at: 0, issuedAt, ageSeconds }))).toEqual([outcome])
})
