/** A pending callback. Cancelling one that already ran, or was cancelled, does nothing. */
export interface Timer {
  cancel(): void
}

/**
 * The time that a mock lives in. Every mock is given one, so that the same phone runs on the machine's time with real
 * app processes, or on virtual time, where a 60-second deadline costs nothing.
 */
export interface Clock {
  readonly kind: 'real' | 'virtual'
  /** Monotonic milliseconds with microsecond resolution; the origin is arbitrary but fixed for the clock's life. */
  now(): number
  /** The calendar time that belongs to {@link now}. For dates that an app or a person reads, never for measuring. */
  date(): Date
  /** Runs `callback` once, `delayMs` milliseconds from now. */
  setTimeout(callback: () => void, delayMs: number): Timer
  /**
   * Resolves once `condition` holds, or rejects with {@link ClockTimeoutError} after `timeoutMs` milliseconds of this
   * clock. On virtual time waiting is what makes time pass; on real time the condition is looked at again whenever
   * {@link poke} is called.
   */
  until(condition: () => boolean, timeoutMs: number, what: string): Promise<void>
  /** Tells waiters that something they may be waiting for has changed. */
  poke(): void
  /**
   * Keeps virtual time from passing until the returned function is called, for work under way outside the simulation:
   * a module being loaded, a request on a real socket. On real time it does nothing.
   */
  hold(): () => void
  /** Lets `ms` milliseconds of this clock pass. */
  sleep(ms: number): Promise<void>
}

/** Something awaited did not come about within its time on the given clock. */
export class ClockTimeoutError extends Error {
  readonly code = 'CLOCK_TIMEOUT'
  override readonly name = 'ClockTimeoutError'

  constructor(what: string, timeoutMs: number, kind: Clock['kind']) {
    super(`waited ${timeoutMs} ms of ${kind} time for ${what}, which did not come`)
  }
}
