import type { Clock } from '../../clock/clock.ts'
import type { Provider } from './providers.ts'

/**
 * The system's side of the audio session: it follows the calls, a moment behind. A hand-over from one call to the next
 * within that moment keeps the session active, so the app is told nothing, as on hold-and-accept.
 */
export class CallAudio {
  readonly #clock: Clock
  readonly #delayMs: number
  readonly #wanted: () => Provider | undefined
  readonly #changed: (provider: Provider, active: boolean) => void
  #active: Provider | undefined
  #following = false

  /** @param wanted The provider whose call has the audio now. */
  constructor(
    clock: Clock,
    delayMs: number,
    wanted: () => Provider | undefined,
    changed: (provider: Provider, active: boolean) => void,
  ) {
    this.#clock = clock
    this.#delayMs = delayMs
    this.#wanted = wanted
    this.#changed = changed
  }

  /** The provider whose call has the audio. */
  get active(): Provider | undefined {
    return this.#active
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

  /** The provider is gone, or its app: there is nobody to tell. */
  forget(which: (provider: Provider) => boolean): void {
    if (this.#active && which(this.#active)) this.#active = undefined
  }

  #settle(): void {
    const wanted = this.#wanted()
    if (wanted === this.#active) return
    if (this.#active !== undefined) this.#changed(this.#active, false)
    this.#active = wanted
    if (wanted !== undefined) this.#changed(wanted, true)
  }
}
