import { BoundedMap } from './bounded-map.ts'
import type { ProviderKey } from './provider-key.ts'
import { readProviderToken, verificationKey, type ProviderToken, type VerificationKey } from './provider-token.ts'
import type { Reason } from '../reasons.ts'

/** Apple: a token whose `iat` is older than an hour is refused. */
const LIFETIME_SECONDS = 3600

/**
 * Apple asks for an `iat` "no more than one hour from the current time", which reads both ways. The reason given for a
 * token from the future is unverified against APNs.
 */
const LEAD_SECONDS = 3600

/** More tokens than a rack of backends uses at once; a token may be as long as the header list, 8000 bytes. */
const REMEMBERED_TOKENS = 1000

/**
 * Judges provider tokens. What a token says of its origin cannot change, so that is verified once and remembered (it
 * costs more than the rest of a push together); its age is judged each time.
 */
export class TokenVerifier {
  readonly #keys: readonly VerificationKey[]
  readonly #tokens = new BoundedMap<string, ProviderToken>(REMEMBERED_TOKENS)

  constructor(keys: readonly ProviderKey[]) {
    this.#keys = keys.map(verificationKey)
  }

  /** What the token says, and whether it is one of the keys'. */
  read(token: string): ProviderToken {
    const known = this.#tokens.get(token)
    if (known) return known
    const read = readProviderToken(token, this.#keys)
    this.#tokens.set(token, read)
    return read
  }

  /** @returns Why the token is refused, or `undefined` when it is good at the time `now`. */
  refuse(token: string, now: Date): Reason | undefined {
    const { key, issuedAt = 0 } = this.read(token)
    if (!key) return 'InvalidProviderToken'
    const age = now.getTime() / 1000 - issuedAt
    if (age > LIFETIME_SECONDS) return 'ExpiredProviderToken'
    return age < -LEAD_SECONDS ? 'InvalidProviderToken' : undefined
  }
}
