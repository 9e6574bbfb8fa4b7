import type { Timer } from '../clock.ts'
import { VirtualClock } from '../virtual-clock.ts'

/** Knows how many timers are set and have neither run nor been cancelled. */
export class CountingClock extends VirtualClock {
  readonly pending = new Set<Timer>()

  override setTimeout(callback: () => void, delayMs: number): Timer {
    const inner = super.setTimeout(() => {
      this.pending.delete(timer)
      callback()
    }, delayMs)
    const timer: Timer = {
      cancel: () => {
        this.pending.delete(timer)
        inner.cancel()
      },
    }
    this.pending.add(timer)
    return timer
  }
}
