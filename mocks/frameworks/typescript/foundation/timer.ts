import type { Timer as ClockTimer } from '../../../clock/clock.ts'
import { currentRuntime } from '../runtime/current.ts'

/** Foundation's `Timer`, on the phone's time: virtual where the phone's is, and silent while the app is suspended. */
export class Timer {
  #pending: ClockTimer | undefined

  private constructor() {}

  /**
   * `Timer.scheduledTimer(withTimeInterval:repeats:block:)`.
   *
   * @param interval Seconds.
   */
  static scheduledTimer(interval: number, repeats: boolean, block: (timer: Timer) => void): Timer {
    const runtime = currentRuntime()
    const timer = new Timer()
    const schedule = () => {
      timer.#pending = runtime.clock.setTimeout(() => {
        timer.#pending = undefined
        runtime.run(() => block(timer))
        if (repeats) schedule()
      }, interval * 1000)
    }
    schedule()
    return timer
  }

  get isValid(): boolean {
    return this.#pending !== undefined
  }

  invalidate(): void {
    this.#pending?.cancel()
    this.#pending = undefined
  }
}
