import { sign } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeProviderKey } from './provider-key.ts'
import { signProviderToken } from './provider-token.ts'
import { setSwitches, type Switches } from '../switches.ts'
import { TokenVerifier } from './token-verifier.ts'

const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
const issuedAt = new Date('2026-03-01T12:00:00Z')
const later = (seconds: number) => new Date(issuedAt.getTime() + seconds * 1000)

const verifierFor = (switches: Partial<Switches> = {}) => new TokenVerifier([key], setSwitches(switches))
const judge = (token: string, now: Date, verifier = verifierFor()) => verifier.refuse(verifier.read(token), now)

function forge(header: unknown, claims: unknown): string {
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = sign('sha256', Buffer.from(signed), { key: key.p8, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

const header = { alg: 'ES256', kid: key.keyId }
const iat = issuedAt.getTime() / 1000
const claims = { iss: key.teamId, iat }

test.each(['raw', 'der'] as const)('a %s signature verifies, whatever its length came out as', (encoding) => {
  const verifier = verifierFor()
  for (let second = 0; second < 20; second++) {
    const token = signProviderToken(key, later(second), encoding)
    expect(verifier.refuse(verifier.read(token), later(second))).toBeUndefined()
  }
})

test('a token lives for an hour, however often it was seen', () => {
  const verifier = verifierFor()
  const token = signProviderToken(key, issuedAt)
  expect(verifier.refuse(verifier.read(token), later(0))).toBeUndefined()
  expect(verifier.refuse(verifier.read(token), later(3600))).toBeUndefined()
  expect(verifier.refuse(verifier.read(token), later(3601))).toBe('ExpiredProviderToken')
})

test('a token from the future is good for an hour’s difference of clocks, not for more', () => {
  const verifier = verifierFor()
  const token = signProviderToken(key, issuedAt)
  expect(verifier.refuse(verifier.read(token), later(-3600))).toBeUndefined()
  expect(verifier.refuse(verifier.read(token), later(-3601))).toBe('InvalidProviderToken')
})

test.each(['ExpiredProviderToken', 'TooManyProviderTokenUpdates'] as const)(
  'the reason for a token from the future can be %s, whether a clock or a unit is wrong',
  (futureToken) => {
    const verifier = verifierFor({ futureToken })
    expect(judge(signProviderToken(key, later(3601)), issuedAt, verifier)).toBe(futureToken)
    expect(judge(forge(header, { ...claims, iat: iat * 1000 }), issuedAt, verifier)).toBe(futureToken)
  },
)

test('a token from the future can be accepted', () => {
  expect(judge(signProviderToken(key, later(7200)), issuedAt, verifierFor({ futureToken: 'accept' }))).toBeUndefined()
})

test.each([
  ['another algorithm', forge({ ...header, alg: 'HS256' }, claims)],
  ['no algorithm', forge({ ...header, alg: 'none' }, claims)],
  ['an unknown key', forge({ ...header, kid: 'XXXXXXXXXX' }, claims)],
  ['no key', forge({ alg: 'ES256' }, claims)],
  ['another team', forge(header, { ...claims, iss: 'TEAM000000' })],
  ['no team', forge(header, { iat })],
  ['a date in milliseconds', forge(header, { ...claims, iat: iat * 1000 })],
  ['a date in words', forge(header, { ...claims, iat: issuedAt.toISOString() })],
  ['no date', forge(header, { iss: key.teamId })],
  ['claims that are no object', forge(header, 7)],
  ['a fourth part', `${signProviderToken(key, issuedAt)}.x`],
  ['the signature of another key', signProviderToken({ ...makeProviderKey(key) }, issuedAt)],
])('%s is refused', (_what, token) => {
  expect(judge(token, issuedAt)).toBe('InvalidProviderToken')
})

test('a token of which one character is changed is refused', () => {
  const token = signProviderToken(key, issuedAt)
  // The last character of a base64url part may carry unused bits, and changing those changes nothing.
  const insignificant = new Set([token.indexOf('.') - 1, token.lastIndexOf('.') - 1, token.length - 1])
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'z', '_', '.'), (position, character) => {
      fc.pre(!insignificant.has(position) && token[position] !== character)
      const changed = token.slice(0, position) + character + token.slice(position + 1)
      expect(judge(changed, issuedAt)).toBe('InvalidProviderToken')
    }),
    { seed: 256, numRuns: 200 },
  )
})

test('a hostile token is refused, and throws nothing', () => {
  const verifier = verifierFor()
  const part = fc.oneof(
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
    fc.constantFrom(header, claims).map((good) => Buffer.from(JSON.stringify(good)).toString('base64url')),
    fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
    fc.string({ maxLength: 80 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      expect(judge(parts.join('.'), issuedAt, verifier)).toBe('InvalidProviderToken')
    }),
    {
      seed: 403,
      numRuns: 1000,
      examples: [[goodPartsWith('')], [goodPartsWith('A')], [goodPartsWith('A'.repeat(86))]],
    },
  )
})

/** A token that says all the right things, under a signature of one's own. */
function goodPartsWith(signature: string): [string, string, string] {
  const [head = '', body = ''] = signProviderToken(key, issuedAt).split('.')
  return [head, body, signature]
}
