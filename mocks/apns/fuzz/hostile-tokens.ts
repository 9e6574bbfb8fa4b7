import { createHmac, sign } from 'node:crypto'
import { makeProviderKey } from '../credentials/provider-key.ts'
import { signProviderToken } from '../credentials/provider-token.ts'
import { key, providerToken } from '../testing/push.ts'
import type { Dice } from './dice.ts'

const stranger = makeProviderKey({ teamId: key.teamId, keyId: key.keyId })
const nested = `${'['.repeat(1500)}${']'.repeat(1500)}`

const values = [
  'null',
  'true',
  '0',
  '-1',
  '1e308',
  '1e999',
  '""',
  '"\\u0000\\n"',
  '"' + 'A'.repeat(2000) + '"',
  '[]',
  '{}',
  '{"toString":1}',
  nested,
] as const

const algorithms = ['"ES256"', '"none"', '"HS256"', '"es256"', ...values] as const

/** What may stand after `bearer`: genuine tokens with one thing wrong, and things that are no token at all. */
export function hostileToken(dice: Dice): string {
  const kind = dice.below(10)
  if (kind === 0)
    return dice.pick(['', '.', '..', '...', 'a.b', 'a.b.c.d', '=.=.=', 'null', providerToken.slice(0, 60)])
  if (kind === 1) return dice.bytes(dice.length(3000)).toString('base64url')
  if (kind === 2) return signProviderToken(stranger, new Date())
  if (kind === 3) return signProviderToken(key, new Date(Date.now() + dice.pick([-3_601_000, 3_601_000, 1e12])))
  if (kind === 4)
    return providerToken.slice(0, dice.below(providerToken.length)) + dice.pick(['', 'A', '.', '%00', '\t'])
  const header = `{"alg":${dice.chance(0.6) ? '"ES256"' : dice.pick(algorithms)},"kid":${or(dice, key.keyId)}}`
  const claims = `{"iss":${or(dice, key.teamId)},"iat":${dice.chance(0.5) ? Math.floor(Date.now() / 1000) : dice.pick(values)}}`
  const signed = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.')
  return `${signed}.${signature(dice, signed).toString('base64url')}`
}

function or(dice: Dice, good: string): string {
  return dice.chance(0.6) ? JSON.stringify(good) : dice.pick(values)
}

function signature(dice: Dice, signed: string): Buffer {
  const genuine = (dsaEncoding: 'der' | 'ieee-p1363') =>
    sign('sha256', Buffer.from(signed), { key: key.p8, dsaEncoding })
  switch (dice.below(8)) {
    case 0:
      return Buffer.alloc(0)
    case 1:
      return Buffer.alloc(64, dice.pick([0, 0xff]))
    case 2:
      return Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, ...dice.bytes(10)])
    case 3:
      return dice.bytes(dice.length(200))
    case 4:
      return createHmac('sha256', key.p8).update(signed).digest()
    case 5:
      return genuine('der').subarray(0, dice.below(72))
    case 6:
      return genuine('der')
    default:
      return genuine('ieee-p1363')
  }
}
