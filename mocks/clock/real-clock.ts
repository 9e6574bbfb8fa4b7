import { ClockTimeoutError, type Clock, type Timer } from './clock.ts'

/** Node takes a longer one for none, and rings at once. In milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

/** The machine's monotonic clock. */
export class RealClock implements Clock {
  readonly kind = 'real'
  readonly #waiters = new Set<() => void>()

  now(): number {
    return performance.now()
  }

  date(): Date {
    return new Date()
  }

  setTimeout(callback: () => void, delayMs: number): Timer {
    const due = this.now() + delayMs
    // Node rounds to whole milliseconds and may be early by part of one, which a deadline that is measured must not be.
    const ring = () => {
      const leftMs = due - this.now()
      if (leftMs > 0) handle = setTimeout(ring, Math.min(leftMs, LONGEST_TIMER))
      else callback()
    }
    let handle = setTimeout(ring, Math.min(delayMs, LONGEST_TIMER))
    return { cancel: () => clearTimeout(handle) }
  }

  until(condition: () => boolean, timeoutMs: number, what: string): Promise<void> {
    if (condition()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!condition()) return
        settle()
        resolve()
      }
      const timer = this.setTimeout(() => {
        settle()
        reject(new ClockTimeoutError(what, timeoutMs, 'real'))
      }, timeoutMs)
      const settle = () => {
        timer.cancel()
        this.#waiters.delete(look)
      }
      this.#waiters.add(look)
    })
  }

  poke(): void {
    for (const look of this.#waiters) look()
  }

  hold(): () => void {
    return () => {}
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.setTimeout(resolve, ms))
  }
}
