import type { Timer } from '../../../clock/clock.ts'
import type { AppRuntime } from '../runtime/app-runtime.ts'

/** The longest delay that Node's timers take, in milliseconds; anything beyond it, or no number, counts as 1. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

/** Far above the numbers that Node gives to its own timers. */
const FIRST_ID = 2 ** 40

const byId = new Map<number, AmbientTimer>()
let lastId = FIRST_ID

/** The delay that Node's `setTimeout` takes another value for. */
export function timerDelay(delay: unknown): number {
  const delayMs = Number(delay)
  return delayMs >= 1 && delayMs <= LONGEST_DELAY_MS ? Math.trunc(delayMs) : 1
}

/**
 * What the global `setTimeout`, `setInterval` and `setImmediate` give to an app in-process: a `NodeJS.Timeout` on the
 * phone's time.
 */
export class AmbientTimer {
  readonly #runtime: AppRuntime
  readonly #work: () => unknown
  readonly #delayMs: number
  readonly #repeats: boolean
  #pending: Timer | undefined
  #id: number | undefined
  #hasRef = true

  constructor(runtime: AppRuntime, work: () => unknown, delayMs: number, repeats: boolean) {
    this.#runtime = runtime
    this.#work = work
    this.#delayMs = delayMs
    this.#repeats = repeats
    this.#schedule()
  }

  /** The timer that `handle` is or, as a number or a numeric string, stands for. */
  static of(handle: unknown): AmbientTimer | undefined {
    if (handle instanceof AmbientTimer) return handle
    return typeof handle === 'number' || typeof handle === 'string' ? byId.get(Number(handle)) : undefined
  }

  close(): this {
    this.#pending?.cancel()
    this.#pending = undefined
    if (this.#id !== undefined) byId.delete(this.#id)
    return this
  }

  /** No process lives or dies with a timer here: it is only remembered. */
  ref(): this {
    this.#hasRef = true
    return this
  }

  unref(): this {
    this.#hasRef = false
    return this
  }

  hasRef(): boolean {
    return this.#hasRef
  }

  refresh(): this {
    this.close()
    this.#schedule()
    return this
  }

  [Symbol.toPrimitive](): number {
    this.#id ??= ++lastId
    if (this.#pending) byId.set(this.#id, this)
    return this.#id
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #schedule(): void {
    const pending = this.#runtime.after(this.#delayMs, () => {
      // Cleared while the app was suspended and this waited for it to be resumed.
      if (this.#pending !== pending) return
      if (!this.#repeats) this.close()
      const result = this.#work()
      if (this.#repeats && this.#pending === pending) this.#schedule()
      return result
    })
    this.#pending = pending
    if (this.#id !== undefined) byId.set(this.#id, this)
  }
}
