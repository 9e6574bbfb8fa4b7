/**
 * Puts what several threads tell into one order: one thing of each in turn, whoever was quicker. So the same threads with
 * the same to tell always come to the same, however the machine has shared its time among them.
 */
export class Turns<Report> {
  readonly #threads: { readonly told: Report[]; isOver: boolean }[]
  #next = 0

  constructor(threads: number) {
    this.#threads = Array.from({ length: threads }, () => ({ told: [], isOver: false }))
  }

  tell(thread: number, reports: readonly Report[]): void {
    this.#threads[thread]?.told.push(...reports)
  }

  /** The thread has nothing more to tell, and is passed over from then on. */
  end(thread: number): void {
    const ended = this.#threads[thread]
    if (ended) ended.isOver = true
  }

  hasEnded(thread: number): boolean {
    return this.#threads[thread]?.isOver ?? false
  }

  /** Whether all threads have ended, and all has been taken. */
  get areOver(): boolean {
    return this.#threads.every(({ told, isOver }) => isOver && told.length === 0)
  }

  /** @returns undefined as long as the one whose turn it is has told nothing more. */
  take(): Report | undefined {
    for (let passed = 0; passed < this.#threads.length; passed++) {
      const thread = this.#threads[this.#next]
      const report = thread?.told.shift()
      if (report === undefined && !thread?.isOver) return undefined
      this.#next = (this.#next + 1) % this.#threads.length
      if (report !== undefined) return report
    }
    return undefined
  }
}
