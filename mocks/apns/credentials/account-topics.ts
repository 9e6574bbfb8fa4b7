/** The topics of a developer account, in the order in which they were made. */
export class AccountTopics {
  readonly #positions = new Map<string, number>()

  constructor(topics: Iterable<string>) {
    for (const topic of topics) this.add(topic)
  }

  get size(): number {
    return this.#positions.size
  }

  add(topic: string): void {
    if (!this.#positions.has(topic)) this.#positions.set(topic, this.#positions.size)
  }

  has(topic: string): boolean {
    return this.#positions.has(topic)
  }

  /** Whether the topic was there when the account had that many. */
  wasThere(topic: string, size: number): boolean {
    return (this.#positions.get(topic) ?? size) < size
  }
}
