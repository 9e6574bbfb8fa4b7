import { OpenAffairs } from './open-affairs.ts'
import { StandingEvents } from './standing-events.ts'
import type { TraceEvent } from './trace-event.ts'

export interface WindowSizes {
  /** Up to so many events a trace is one window. */
  readonly whole: number
  /** A window ends at the first quiet moment after so many events at which no app runs. */
  readonly least: number
  /** … or, when an app runs on and on, at the first quiet moment after so many. */
  readonly leastRunning: number
  /** It ends here even though something is open. */
  readonly most: number
}

/** A part of a trace that can be understood on its own. */
export interface Window {
  /** With what stood when it began, and with a last event that says how long it was quiet afterwards. */
  readonly events: readonly TraceEvent[]
  /** Sequence numbers of the events that belong to other windows. */
  readonly foreign: ReadonlySet<number>
  /** It was cut off although something was open: what is found at its ends may be wrong. */
  readonly isTorn: boolean
  /** What is open when it ends (see {@link OpenAffairs}). */
  readonly open: readonly string[]
}

/**
 * Rules judge fastest by the thousand events: fewer, and what each rule costs by itself tells; more, and it tells that
 * some rules look through the whole trace for each of its calls.
 */
const windowSizes: WindowSizes = { whole: 20_000, least: 1000, leastRunning: 5000, most: 100_000 }

/** Longer than anything that a rule waits for while nothing is open, in milliseconds. */
const QUIET_MS = 60_000

interface Cut {
  /** How many of the held events stand before it. */
  readonly index: number
  readonly standing: readonly TraceEvent[]
  readonly isTorn: boolean
  readonly open: readonly string[]
}

/**
 * Divides a trace at quiet moments, when nothing is open and nothing happens for longer than any rule waits: no call, no
 * action, no push in the app's hands, no sound. So a trace of any size is judged in little memory.
 */
export async function* windowsOf(
  batches: AsyncIterable<readonly TraceEvent[]>,
  { whole, least, leastRunning, most }: WindowSizes = windowSizes,
): AsyncGenerator<Window> {
  const affairs = new OpenAffairs()
  const standing = new StandingEvents()
  let held: TraceEvent[] = []
  let cuts: Cut[] = []
  let begin: Cut = { index: 0, standing: [], isTorn: false, open: [] }
  let latest = -Infinity
  let limit = whole
  for await (const batch of batches) {
    for (const event of batch) {
      const size = held.length - (cuts.at(-1)?.index ?? 0)
      const isQuiet = affairs.areNone && event.at - latest >= QUIET_MS
      if ((isQuiet && size >= (standing.isRunning ? leastRunning : least)) || size >= most)
        cuts.push({ index: held.length, standing: standing.events, isTorn: !isQuiet, open: affairs.list })
      held.push(event)
      affairs.note(event)
      standing.note(event)
      latest = Math.max(latest, event.at)
    }
    if (held.length <= limit) continue
    // From here on it is not one window anyway.
    limit = 0
    if (cuts.length === 0) continue
    for (const [index, cut] of cuts.entries()) {
      const from = cuts[index - 1]?.index ?? 0
      yield windowBetween(begin, held.slice(from, cut.index), cut, held[cut.index])
      begin = cut
    }
    held = held.slice(cuts.at(-1)?.index ?? 0)
    cuts = []
  }
  yield windowBetween(begin, held, { isTorn: false, open: affairs.list })
}

function windowBetween(
  { standing, isTorn }: Cut,
  own: readonly TraceEvent[],
  end: Pick<Cut, 'isTorn' | 'open'>,
  next?: TraceEvent,
): Window {
  // Rules take the last event of a trace for how long was waited; a step means nothing to any of them.
  const later: TraceEvent[] = next && !end.isTorn ? [silence(next)] : []
  return {
    events: [...standing, ...own, ...later],
    foreign: new Set([...standing, ...later].map(({ seq }) => seq)),
    isTorn: isTorn || end.isTorn,
    open: end.open,
  }
}

function silence({ seq, at }: TraceEvent): TraceEvent {
  return { seq, at, actor: 'harness', uncertaintyMs: 0, name: 'scenario.step', title: 'quiet until here' }
}
