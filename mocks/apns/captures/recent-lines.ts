/** Lines that are put together into one text. */
const BLOCK = 100

/**
 * The latest `limit` lines, and up to 100 more that are not shown.
 *
 * Older ones are held as long texts: a line that was put together by hand is a tree of strings, and a thousand trees that
 * die in their middle age are the garbage collector's worst case (a sixth of its time, measured with Node 24).
 */
export class RecentLines {
  readonly #limit: number
  readonly #blocks: string[] = []
  #open: string[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** @param line With its line feed, and no other. */
  add(line: string): void {
    if (this.#limit <= 0) return
    this.#open.push(line)
    if (this.#open.length < BLOCK) return
    this.#blocks.push(this.#open.join(''))
    this.#open = []
    if ((this.#blocks.length - 1) * BLOCK >= this.#limit) this.#blocks.shift()
  }

  /** Oldest first, without their line feeds. */
  values(): string[] {
    if (this.#limit <= 0) return []
    const lines = [...this.#blocks, ...this.#open].join('').split('\n')
    return lines.slice(0, -1).slice(-this.#limit)
  }
}
