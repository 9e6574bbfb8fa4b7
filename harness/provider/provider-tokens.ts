import { signProviderToken, type ProviderKey } from '../../mocks/apns/index.ts'

/** APNs takes a new token every 20 minutes at most, and none that is older than an hour. */
const LIFETIME_MS = 40 * 60 * 1000

/** The provider tokens of a backend that keeps each for as long as it should. */
export class ProviderTokens {
  readonly #key: ProviderKey
  readonly #calendar: () => Date
  #latest: { readonly token: string; readonly issuedAt: Date } | undefined

  /** @param calendar The machine's unless given. */
  constructor(key: ProviderKey, calendar = () => new Date()) {
    this.#key = key
    this.#calendar = calendar
  }

  current(): string {
    const now = this.#calendar()
    if (!this.#latest || now.getTime() - this.#latest.issuedAt.getTime() > LIFETIME_MS)
      this.#latest = { token: signProviderToken(this.#key, now), issuedAt: now }
    return this.#latest.token
  }
}
