import type { ShownCall } from '../screen/source.ts'

const STATES: Readonly<Record<Exclude<ShownCall['state'], 'ringing'>, (name: string) => string>> = {
  connecting: (name) => `Connecting ${name}`,
  active: (name) => `Call with ${name}`,
  held: (name) => `${name} is on hold`,
}

/** What a screen reader says of the calls: a ringing one, or else all in progress; empty when there is none. */
export function announcementOf(calls: readonly ShownCall[]): string {
  const ringing = calls.find(({ state }) => state === 'ringing')
  if (ringing) return `Incoming ${ringing.hasVideo ? 'video ' : ''}call from ${ringing.displayName}`
  return calls.flatMap(({ state, displayName }) => (state === 'ringing' ? [] : [STATES[state](displayName)])).join('. ')
}
