import type { Clock } from '../../clock/clock.ts'

/**
 * The system's side of the audio session: it follows the calls, a moment behind. A hand-over from one call to the next
 * within that moment keeps the session active, so the app is told nothing, as on hold-and-accept.
 */
export class CallAudio {
  readonly #clock: Clock
  readonly #delayMs: number
  readonly #wanted: () => string | undefined
  readonly #changed: (bundleId: string, active: boolean) => void
  #active: string | undefined
  #following = false

  /** @param wanted The app whose call has the audio now. */
  constructor(
    clock: Clock,
    delayMs: number,
    wanted: () => string | undefined,
    changed: (bundleId: string, active: boolean) => void,
  ) {
    this.#clock = clock
    this.#delayMs = delayMs
    this.#wanted = wanted
    this.#changed = changed
  }

  /** Calls have changed. */
  follow(): void {
    if (this.#following) return
    this.#following = true
    this.#clock.setTimeout(() => {
      this.#following = false
      this.#settle()
    }, this.#delayMs)
  }

  /** The app is gone, and its session with it. */
  forget(bundleId: string): void {
    if (this.#active === bundleId) this.#active = undefined
  }

  #settle(): void {
    const wanted = this.#wanted()
    if (wanted === this.#active) return
    if (this.#active !== undefined) this.#changed(this.#active, false)
    this.#active = wanted
    if (wanted !== undefined) this.#changed(wanted, true)
  }
}
