import type { Placement } from './trace-event.ts'

/** A span of time and how far off it may be, in milliseconds. */
export interface Elapsed {
  readonly ms: number
  readonly uncertaintyMs: number
}

/** `unknown` when the clocks are not aligned well enough to tell. */
export type Margin = 'yes' | 'no' | 'unknown'

/** Rounds milliseconds to the microsecond, the resolution of a trace. */
export function microseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000
}

/** From `from` to `to`. Events of one actor share a clock, so that its alignment cancels out. */
export function elapsed(from: Placement, to: Placement): Elapsed {
  return {
    ms: microseconds(to.at - from.at),
    uncertaintyMs: from.actor === to.actor ? 0 : microseconds(from.uncertaintyMs + to.uncertaintyMs),
  }
}

/** Whether the span is at most `limitMs`. */
export function withinLimit({ ms, uncertaintyMs }: Elapsed, limitMs: number): Margin {
  if (ms + uncertaintyMs <= limitMs) return 'yes'
  return ms - uncertaintyMs > limitMs ? 'no' : 'unknown'
}

/** What the order of a trace goes by. */
type Order = Pick<Placement, 'at' | 'seq'>

/** The place of an event in a trace's order: by time, and by arrival for what happened at the same microsecond. */
export function compare(a: Order, b: Order): number {
  return a.at - b.at || a.seq - b.seq
}

/**
 * Whether `a` came before `b`. Exact on one clock. Across clocks the uncertainty may leave it open, unless one of them
 * had arrived already when the other was recorded as it happened.
 */
export function precedes(a: Placement, b: Placement): Margin {
  const { ms, uncertaintyMs } = elapsed(a, b)
  if (Math.abs(ms) >= uncertaintyMs) return compare(a, b) < 0 ? 'yes' : 'no'
  if (b.uncertaintyMs === 0 && a.seq < b.seq) return 'yes'
  if (a.uncertaintyMs === 0 && b.seq < a.seq) return 'no'
  return 'unknown'
}

/** The one that stands last in the order of time; nothing when there is none. */
export function latest<Place extends Placement | undefined>(...places: readonly Place[]): Place | undefined {
  return places.reduce<Place | undefined>(
    (last, place) => (last && (!place || compare(last, place) > 0) ? last : place),
    undefined,
  )
}

/** The one that stands first in the order of time; nothing when there is none. */
export function earliest<Place extends Placement | undefined>(...places: readonly Place[]): Place | undefined {
  return places.reduce<Place | undefined>(
    (first, place) => (first && (!place || compare(first, place) < 0) ? first : place),
    undefined,
  )
}
