import type { Clock } from '../../clock/clock.ts'
import type { Release } from '../releases.ts'

/** Counts the reports that one app has missed, and forgets them after a while. */
export class MissedReports {
  readonly #clock: Clock
  readonly #release: Release
  #count = 0
  /** Clock time of the first that counts, in milliseconds. */
  #since = 0

  constructor(clock: Clock, release: Release) {
    this.#clock = clock
    this.#release = release
  }

  get count(): number {
    const { missedReportsForgotten } = this.#release.figures
    if (this.#clock.now() - this.#since >= missedReportsForgotten.value) this.#count = 0
    return this.#count
  }

  /** Whether there are so many that pushes launch the app no more. */
  get isTooMany(): boolean {
    return this.count >= this.#release.figures.missedReports.value
  }

  add(): void {
    const before = this.count
    if (before === 0) this.#since = this.#clock.now()
    this.#count = before + 1
  }
}
