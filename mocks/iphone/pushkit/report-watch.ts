import type { Clock, Timer } from '../../clock/clock.ts'
import type { Release } from '../releases.ts'

interface Watched {
  readonly push: string
  readonly timer: Timer
}

/** The two ways in which the system finds that a push was not reported. */
export type MissedReport =
  | { readonly check: 'delegateReturn'; readonly push: string }
  | { readonly check: 'reportWindow'; readonly push: string; readonly waitedMs: number }

/**
 * Watches that one app reports a call for every push that demands it. PushKit looks once, in the app's process, when the
 * delegate method returns; callservicesd looks again when its own window after delivery is over.
 */
export class ReportWatch {
  readonly #clock: Clock
  readonly #release: Release
  readonly #missed: (missed: MissedReport) => void
  #outstanding: Watched[] = []
  #lastReport = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, release: Release, missed: (missed: MissedReport) => void) {
    this.#clock = clock
    this.#release = release
    this.#missed = missed
  }

  /** Whether a delivered push still waits for its report. */
  get isOutstanding(): boolean {
    return this.#outstanding.length > 0
  }

  /** A push that demands a report has been delivered. */
  delivered(push: string): void {
    const { figures, switches } = this.#release
    const waitedMs = (switches.strictEnforcement.value ? figures.reportWindow : figures.relaxedReportWindow).value
    const timer = this.#clock.setTimeout(() => {
      this.#forget(push)
      this.#missed({ check: 'reportWindow', push, waitedMs })
    }, waitedMs)
    this.#outstanding.push({ push, timer })
  }

  /** The delegate method has returned for a push. A report shortly before counts for it. */
  returned(push: string): void {
    if (!this.#outstanding.some((watched) => watched.push === push)) return
    if (this.#clock.now() - this.#lastReport < this.#release.figures.recentReport.value) return
    this.#forget(push)
    this.#missed({ check: 'delegateReturn', push })
  }

  /** The app has reported a call: every push that was waiting has its report. */
  reported(): void {
    this.noted()
    this.stop()
  }

  /** PushKit believes that a call was reported: all that its own look goes by. */
  noted(): void {
    this.#lastReport = this.#clock.now()
  }

  /** Nothing is waited for any more. */
  stop(): void {
    for (const { timer } of this.#outstanding) timer.cancel()
    this.#outstanding = []
  }

  #forget(push: string): void {
    for (const { timer } of this.#outstanding.filter((watched) => watched.push === push)) timer.cancel()
    this.#outstanding = this.#outstanding.filter((watched) => watched.push !== push)
  }
}
