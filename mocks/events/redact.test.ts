import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactPayload, redactToken, redactTokensIn } from './redact.ts'

const secret = 'correct horse battery staple'
const secretKey = fc
  .tuple(
    fc.string({ maxLength: 5 }),
    fc.constantFrom('token', 'Token', 'SECRET', 'password', 'credential', 'Authorization', 'signature'),
    fc.string({ maxLength: 5 }),
  )
  .map((parts) => parts.join(''))

test('nothing under a key that names a secret survives, at any depth and in any shape', () => {
  const hidden = fc.constantFrom<unknown>(secret, [secret], { value: secret }, { nested: [{ deep: secret }] })
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie('tree'), { maxKeys: 3 }),
      fc.tuple(secretKey, hidden).map(([key, value]) => ({ [key]: value })),
    ),
  }))
  fc.assert(
    fc.property(tree, (payload) => {
      expect(JSON.stringify(redactPayload(payload))).not.toContain(secret)
    }),
  )
})

test('everything else is left as it is', () => {
  const payload = { aps: { alert: null, badge: 3 }, calls: [{ uuid: 'A', video: false }], '__proto__ ': 1 }
  expect(redactPayload(payload)).toEqual(payload)
  expect(redactPayload({ pushToken: 'abc', other: 1 })).toEqual({ pushToken: '[redacted]', other: 1 })
  expect(redactPayload('text')).toBe('text')
  expect(redactPayload(null)).toBe(null)
})

test('a token is not what is shown of it, however short it is, and the same token shows the same', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'0123456789abcdef') }), (token) => {
      const shown = redactToken(token)
      expect(shown.split('…')[0]?.length).toBeLessThanOrEqual(token.length / 4)
      expect(shown).toMatch(/^[0-9a-f]{0,4}…#[0-9a-f]{6}$/)
      expect(redactToken(token)).toBe(shown)
    }),
  )
})

test('two tokens can be told apart', () => {
  const [one, other] = ['a'.repeat(64), `${'a'.repeat(63)}b`]
  expect(redactToken(one)).not.toBe(redactToken(other))
})

test('a token is the same in capitals', () => {
  const token = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'
  expect(redactToken(token.toUpperCase())).toBe(redactToken(token))
  expect(redactTokensIn(`${token.toUpperCase()}.voip`)).toBe(`${redactToken(token)}.voip`)
})

test('of other text nothing is redacted', () => {
  for (const text of ['com.example.App.voip', 'A1B2C3D4-0000-4000-8000-00000000000A', '', '1f'.repeat(15)])
    expect(redactTokensIn(text)).toBe(text)
})

test('more tokens than are remembered read the same each time, and each by itself', () => {
  const tokens = Array.from({ length: 2500 }, (_, index) => index.toString(16).padStart(60, '0').padStart(64, 'a'))
  const first = tokens.map(redactToken)
  expect(tokens.map(redactToken)).toEqual(first)
  expect(new Set(first).size).toBeGreaterThan(2490)
  expect(first[0]).toMatch(/^aaaa…#[0-9a-f]{6}$/)
})
