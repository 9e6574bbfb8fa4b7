import type { Timer as ClockTimer } from '../../../clock/clock.ts'
import { currentRuntime } from '../runtime/current.ts'

/**
 * Foundation's `Timer`, on the phone's time: virtual where the phone's is. While the app is suspended it is silent; what
 * a repeating one has missed by then is made up for once, not as often as it was missed.
 */
export class Timer {
  #pending: ClockTimer | undefined
  #isValid = true

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
      timer.#pending = runtime.after(interval * 1000, () => {
        if (!timer.#isValid) return
        block(timer)
        if (!repeats) timer.invalidate()
        else if (timer.#isValid) schedule()
      })
    }
    schedule()
    return timer
  }

  get isValid(): boolean {
    return this.#isValid
  }

  invalidate(): void {
    this.#isValid = false
    this.#pending?.cancel()
  }
}
