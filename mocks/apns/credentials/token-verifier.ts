import { BoundedMap } from './bounded-map.ts'
import type { ProviderKey } from './provider-key.ts'
import { readProviderToken, verificationKey, type ProviderToken, type VerificationKey } from './provider-token.ts'
import type { Reason } from '../reasons.ts'
import type { Switches } from '../switches.ts'

/** Apple: a token whose `iat` is older than an hour is refused. */
const LIFETIME_SECONDS = 3600

/** Apple asks for an `iat` "no more than one hour from the current time", which reads both ways. */
const LEAD_SECONDS = 3600

/** More tokens than a rack of backends uses at once; a token may be as long as the header list, 8000 bytes. */
const REMEMBERED_TOKENS = 1000

/**
 * Judges provider tokens by themselves. What a token says of its origin cannot change, so that is verified once and
 * remembered (it costs more than the rest of a push together); its age is judged each time.
 */
export class TokenVerifier {
  readonly #keys: readonly VerificationKey[]
  readonly #futureToken: Switches['futureToken']
  readonly #tokens = new BoundedMap<string, ProviderToken>(REMEMBERED_TOKENS)

  constructor(keys: readonly ProviderKey[], { futureToken }: Pick<Switches, 'futureToken'>) {
    this.#keys = keys.map(verificationKey)
    this.#futureToken = futureToken
  }

  /** What the token says, and whether it is one of the keys'. */
  read(token: string): ProviderToken {
    const known = this.#tokens.get(token)
    if (known) return known
    const read = readProviderToken(token, this.#keys)
    this.#tokens.set(token, read)
    return read
  }

  /** @returns Why the token is refused, or `undefined` when it is genuine and good at the time `now`. */
  refuse({ key, issuedAt = 0 }: ProviderToken, now: Date): Reason | undefined {
    if (!key) return 'InvalidProviderToken'
    const age = now.getTime() / 1000 - issuedAt
    if (age > LIFETIME_SECONDS) return 'ExpiredProviderToken'
    return age < -LEAD_SECONDS && this.#futureToken !== 'accept' ? this.#futureToken : undefined
  }
}
