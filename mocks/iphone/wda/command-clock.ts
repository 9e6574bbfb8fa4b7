import type { Clock } from '../../clock/clock.ts'

/** The time that a command takes. */
export type CommandClock = Pick<Clock, 'sleep'>

/**
 * Passes a phone's time for one command, until nobody waits for it any more: then {@link CommandClock.sleep} rejects with
 * the signal's reason.
 */
export function commandClock(clock: Clock, signal: AbortSignal): CommandClock {
  return {
    async sleep(ms) {
      const poke = () => clock.poke()
      signal.addEventListener('abort', poke)
      // Its time-out is the sleep's end.
      await clock.until(() => signal.aborted, ms, 'the command to be interrupted').catch(() => {})
      signal.removeEventListener('abort', poke)
      signal.throwIfAborted()
    },
  }
}
