/** The latest `limit` items. */
export class Ring<Item> {
  readonly #limit: number
  readonly #items: Item[] = []
  /** Where the next item goes, and once the ring is full, where the oldest is. */
  #next = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  add(item: Item): void {
    if (this.#limit <= 0) return
    this.#items[this.#next] = item
    this.#next = (this.#next + 1) % this.#limit
  }

  /** Oldest first. */
  values(): Item[] {
    const isFull = this.#items.length === this.#limit
    return isFull ? [...this.#items.slice(this.#next), ...this.#items.slice(0, this.#next)] : [...this.#items]
  }
}
