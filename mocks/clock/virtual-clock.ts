import { inNextTurn } from './next-turn.ts'
import { ClockTimeoutError, type Clock, type Timer } from './clock.ts'

interface Entry extends Timer {
  readonly at: number
  readonly order: number
  readonly callback: () => void
}

interface Wait {
  readonly isOver: () => boolean
  resolve(): void
  reject(error: unknown): void
}

/**
 * Turns of the event loop in which nothing may happen before the simulation counts as idle. Awaiting a `Response` body
 * or a resolved promise chain settles within one turn; the second is for work that such a turn starts.
 */
const IDLE_TURNS = 2

/** The order of what ends a wait: last of its instant, when everything due by then has happened. */
const DEADLINE = Number.POSITIVE_INFINITY

/**
 * Time that passes only when somebody waits for it. Between two timers the event loop is drained, so everything that an
 * in-process app does in reaction to one event has happened before the next one is due: runs are repeatable to the
 * microsecond and a minute costs as much as a millisecond.
 */
export class VirtualClock implements Clock {
  readonly kind = 'virtual'
  readonly #epoch: number
  readonly #timers = new Set<Entry>()
  readonly #waits = new Set<Wait>()
  #passing = false
  #now = 0
  #order = 0
  #held = 0
  #activity = 0

  /** @param epoch The calendar time at which the clock starts, in milliseconds since 1970. */
  constructor(epoch: number = Date.UTC(2026, 0, 1)) {
    this.#epoch = epoch
  }

  now(): number {
    return this.#now
  }

  date(): Date {
    return new Date(this.#epoch + this.#now)
  }

  setTimeout(callback: () => void, delayMs: number): Timer {
    this.poke()
    return this.#schedule(callback, delayMs, this.#order++)
  }

  hold(): () => void {
    this.#held++
    let released = false
    return () => {
      if (released) return
      released = true
      this.#held--
      this.poke()
    }
  }

  poke(): void {
    this.#activity++
  }

  async until(condition: () => boolean, timeoutMs: number, what: string): Promise<void> {
    let met = false
    let expired = false
    const deadline = this.#schedule(() => (expired = true), timeoutMs)
    try {
      await this.#wait(() => (met = condition()) || expired)
    } finally {
      deadline.cancel()
    }
    if (!met) throw new ClockTimeoutError(what, timeoutMs, 'virtual')
  }

  sleep(ms: number): Promise<void> {
    let over = false
    this.#schedule(() => (over = true), ms)
    return this.#wait(() => over)
  }

  /** Drains the event loop without letting time pass, until nothing happens any more. */
  settle(): Promise<void> {
    return new Promise((resolve) => {
      let idle = 0
      let before = this.#activity
      const look = () => {
        idle = this.#held > 0 || this.#activity !== before ? 0 : idle + 1
        before = this.#activity
        if (idle < IDLE_TURNS) inNextTurn(look)
        else resolve()
      }
      inNextTurn(look)
    })
  }

  #wait(isOver: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waits.add({ isOver, resolve, reject })
      this.poke()
      if (!this.#passing) void this.#passTime()
    })
  }

  /** Lets time pass while anybody waits. All waits share it, so that none misses a moment that another has passed. */
  async #passTime(): Promise<void> {
    this.#passing = true
    try {
      let settledAt: number | undefined
      while (this.#waits.size > 0) {
        // That time is up for somebody who waits is nothing that anybody could react to before they do.
        if (this.#activity !== settledAt) await this.settle()
        settledAt = this.#activity
        if (this.#endWaits()) settledAt = undefined
        else this.#runNext()
      }
    } catch (error) {
      for (const { reject } of this.#waits) reject(error)
      this.#waits.clear()
    } finally {
      this.#passing = false
    }
  }

  /** @returns whether any wait was over. */
  #endWaits(): boolean {
    const before = this.#waits.size
    for (const wait of this.#waits) {
      if (!wait.isOver()) continue
      this.#waits.delete(wait)
      wait.resolve()
    }
    return this.#waits.size < before
  }

  #schedule(callback: () => void, delayMs: number, order = DEADLINE): Timer {
    const entry: Entry = {
      at: this.#now + Math.max(0, delayMs),
      order,
      callback,
      cancel: () => void this.#timers.delete(entry),
    }
    this.#timers.add(entry)
    return entry
  }

  #runNext(): void {
    let next: Entry | undefined
    for (const entry of this.#timers)
      if (!next || entry.at < next.at || (entry.at === next.at && entry.order < next.order)) next = entry
    if (!next) return
    this.#timers.delete(next)
    this.#now = next.at
    if (next.order !== DEADLINE) this.poke()
    next.callback()
  }
}
