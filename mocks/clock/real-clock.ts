import { ClockTimeoutError, type Clock, type Timer } from './clock.ts'

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
    const handle = setTimeout(callback, delayMs)
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
      const timer = setTimeout(() => {
        settle()
        reject(new ClockTimeoutError(what, timeoutMs, 'real'))
      }, timeoutMs)
      const settle = () => {
        clearTimeout(timer)
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
    return new Promise((resolve) => setTimeout(resolve, ms))
  }
}
