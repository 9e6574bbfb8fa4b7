import type { Switches } from '../switches.ts'
import { BoundedMap } from './bounded-map.ts'

/** Apple: "Update the authentication token no more than once every 20 minutes." */
const WINDOW_MS = 20 * 60 * 1000

/** Of one connection, address or key; within its hour a token comes back, if it does. */
const REMEMBERED_TOKENS = 100

/** Addresses or keys whose tokens are watched at a time. */
const REMEMBERED_HISTORIES = 1000

type UpdateSwitches = Pick<Switches, 'tokenUpdateScope' | 'toleratedTokenUpdates' | 'earlierToken'>

/** Which tokens came one after the other, where one is allowed to replace the other only so often. */
export class TokenHistory {
  readonly #switches: UpdateSwitches
  readonly #seen = new BoundedMap<string, true>(REMEMBERED_TOKENS)
  #current: string | undefined
  /** When a token took the place of another, in milliseconds since 1970; those of the last 20 minutes. */
  #updates: readonly number[] = []

  constructor(switches: UpdateSwitches) {
    this.#switches = switches
  }

  /**
   * Lets a token take the place of the one before, whichever of them is older. The first is no update, and one that is
   * turned away changes nothing.
   *
   * @returns `false` when that happens too often.
   */
  admit(digest: string, now: Date): boolean {
    if (digest === this.#current) return true
    const { toleratedTokenUpdates, earlierToken } = this.#switches
    const isUpdate = this.#current !== undefined && (earlierToken === 'update' || !this.#seen.get(digest))
    if (isUpdate) {
      const recent = this.#updates.filter((at) => now.getTime() - at < WINDOW_MS)
      if (recent.length >= toleratedTokenUpdates) return false
      this.#updates = [...recent, now.getTime()]
    }
    this.#seen.set(digest, true)
    this.#current = digest
    return true
  }
}

/** The histories of tokens that connections share, where the rule reaches beyond a connection. */
export class TokenUpdates {
  readonly #switches: UpdateSwitches
  readonly #shared = new BoundedMap<string, TokenHistory>(REMEMBERED_HISTORIES)

  constructor(switches: UpdateSwitches) {
    this.#switches = switches
  }

  /** The history for a connection that has none yet. */
  start({ client, keyId }: { client: string; keyId: string }): TokenHistory {
    switch (this.#switches.tokenUpdateScope) {
      case 'connection':
        return new TokenHistory(this.#switches)
      case 'sourceIp':
        return this.#share(client)
      case 'keyId':
        return this.#share(keyId)
    }
  }

  #share(key: string): TokenHistory {
    const known = this.#shared.get(key)
    if (known) return known
    const history = new TokenHistory(this.#switches)
    this.#shared.set(key, history)
    return history
  }
}
