import type { Clock, Timer } from '../../../mocks/clock/clock.ts'
import { Interruption } from '../run/interruption.ts'

/** Comes when somebody interrupts, when the time is up, when nobody reads what is printed, or when it is told to. */
export class Ending implements Disposable {
  readonly #come = Promise.withResolvers<void>()
  readonly #interruption: Interruption
  readonly #timer: Timer | undefined

  /** @param afterMs How long to wait at most; for ever unless given. */
  constructor(clock: Clock, announce: (signal: NodeJS.Signals) => void, afterMs?: number) {
    this.#interruption = new Interruption(announce)
    this.#interruption.signal.addEventListener('abort', this.now)
    this.#timer = afterMs === undefined ? undefined : clock.setTimeout(this.now, afterMs)
    // For good: what is still printed after the end must not throw either.
    process.stdout.on('error', this.now)
  }

  get come(): Promise<void> {
    return this.#come.promise
  }

  now = (): void => {
    this.#come.resolve()
  };

  [Symbol.dispose](): void {
    this.#interruption[Symbol.dispose]()
    this.#timer?.cancel()
  }
}
