import { setImmediate as nextTurn } from 'node:timers/promises'
import { ClockTimeoutError, type Clock, type Timer } from './clock.ts'

interface Entry extends Timer {
  readonly at: number
  readonly order: number
  readonly callback: () => void
}

/**
 * Turns of the event loop in which nothing may happen before the simulation counts as idle. Awaiting a `Response` body
 * or a resolved promise chain settles within one turn; the second is for work that such a turn starts.
 */
const IDLE_TURNS = 2

/**
 * Time that passes only when somebody waits for it. Between two timers the event loop is drained, so everything that an
 * in-process app does in reaction to one event has happened before the next one is due: runs are repeatable to the
 * microsecond and a minute costs as much as a millisecond.
 */
export class VirtualClock implements Clock {
  readonly kind = 'virtual'
  readonly #epoch: number
  readonly #timers = new Set<Entry>()
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
    const entry: Entry = {
      at: this.#now + Math.max(0, delayMs),
      order: this.#order++,
      callback,
      cancel: () => void this.#timers.delete(entry),
    }
    this.#timers.add(entry)
    this.poke()
    return entry
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
    const deadline = this.#now + timeoutMs
    for (;;) {
      await this.settle()
      if (condition()) return
      const next = this.#next()
      if (next === undefined || next.at > deadline) {
        this.#now = Math.max(this.#now, deadline)
        throw new ClockTimeoutError(what, timeoutMs, 'virtual')
      }
      this.#run(next)
    }
  }

  async sleep(ms: number): Promise<void> {
    const deadline = this.#now + ms
    for (;;) {
      await this.settle()
      const next = this.#next()
      if (next === undefined || next.at > deadline) break
      this.#run(next)
    }
    this.#now = Math.max(this.#now, deadline)
  }

  /** Drains the event loop without letting time pass, until nothing happens any more. */
  async settle(): Promise<void> {
    for (let idle = 0; idle < IDLE_TURNS;) {
      const before = this.#activity
      await nextTurn()
      idle = this.#held > 0 || this.#activity !== before ? 0 : idle + 1
    }
  }

  #next(): Entry | undefined {
    let first: Entry | undefined
    for (const entry of this.#timers)
      if (!first || entry.at < first.at || (entry.at === first.at && entry.order < first.order)) first = entry
    return first
  }

  #run(entry: Entry): void {
    this.#timers.delete(entry)
    this.#now = Math.max(this.#now, entry.at)
    this.poke()
    entry.callback()
  }
}
