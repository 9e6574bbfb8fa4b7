/** Counts requests in windows of time, one after the other. */
export class RequestCount {
  #since = Number.NEGATIVE_INFINITY
  #count = 0

  /** Counts one more. @returns How many have come in its window, itself included; both times in milliseconds. */
  count(now: number, windowMs: number): number {
    if (now - this.#since >= windowMs) {
      this.#since = now
      this.#count = 0
    }
    return ++this.#count
  }
}
