import { currentRuntime } from '../runtime/current.ts'

/** Foundation's `Date.now`: the calendar time of the phone, which on virtual time is not the machine's. */
export function now(): Date {
  return currentRuntime().clock.date()
}
