import { hash } from 'node:crypto'

/** The device tokens of one phone, and which apps have been given theirs. */
export class PushTokens {
  readonly #udid: string
  readonly #issued = new Set<string>()
  /** How many tokens of an app are good no longer. */
  readonly #spent = new Map<string, number>()
  readonly #current = new Map<string, string>()

  constructor(udid: string) {
    this.#udid = udid
  }

  /** The token that an app has, or gets when it asks for one: hexadecimal. */
  of(bundleId: string): string {
    const token = this.#current.get(bundleId) ?? this.#make(bundleId)
    this.#current.set(bundleId, token)
    return token
  }

  issue(bundleId: string): void {
    this.#issued.add(bundleId)
  }

  /** The app wants its token no longer, and gets the same when it does again. @returns whether it had one. */
  withdraw(bundleId: string): boolean {
    return this.#issued.delete(bundleId)
  }

  /** @returns whether the app had a token. */
  invalidate(bundleId: string): boolean {
    if (!this.#issued.delete(bundleId)) return false
    this.#spent.set(bundleId, (this.#spent.get(bundleId) ?? 0) + 1)
    this.#current.delete(bundleId)
    return true
  }

  #make(bundleId: string): string {
    return hash('sha256', `${this.#udid}/${bundleId}/${this.#spent.get(bundleId) ?? 0}`)
  }
}
