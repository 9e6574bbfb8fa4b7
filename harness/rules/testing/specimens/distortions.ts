import { actorOf } from '../../../trace/trace-event.ts'
import type { Entry } from '../trace-of.ts'

/** Neighbours so near to each other that clocks of different processes may put them the wrong way round, in milliseconds. */
const NEAR_MS = 5

/** What each event of a trace is called: by its name, and of several of a name with its number. */
export function labelsOf(entries: readonly Entry[]): string[] {
  const names = entries.map(([, { name }]) => name)
  return names.map((name, index) => {
    const isOnly = names.indexOf(name) === names.lastIndexOf(name)
    const number = names.slice(0, index + 1).filter((each) => each === name).length
    return isOnly ? name : `${name} ${number}`
  })
}

/** The trace as it is when one event was not recorded. */
export function without(entries: readonly Entry[], index: number): Entry[] {
  return entries.toSpliced(index, 1)
}

/** The trace as it is when one event was recorded twice, which a recorder that delivers at least once may do. */
export function twice(entries: readonly Entry[], index: number): Entry[] {
  return entries.flatMap((entry, at) => (at === index ? [entry, entry] : [entry]))
}

/** The trace as far as some events, as if the recording had ended there. */
export function upTo(entries: readonly Entry[], count: number): Entry[] {
  return entries.slice(0, count)
}

/** The trace as it is when all events arrived at the recorder in the reverse of their order; at one moment, in theirs. */
export function arrivingBackwards(entries: readonly Entry[]): Entry[] {
  return entries.toSorted(([a], [b]) => b - a)
}

/** The trace by clocks that may be off by so much. */
export function unsureBy(entries: readonly Entry[], uncertaintyMs: number): Entry[] {
  return entries.map(([at, happening]) => [at, happening, uncertaintyMs])
}

/**
 * The trace with the times of an event and the next one exchanged, as far as clocks can have done that: the app has one of
 * its own, everybody else shares the recorder's. What the app does arrives after it was done, and so after what came before.
 *
 * @returns Nothing where the two cannot be taken for one another.
 */
export function crossed(entries: readonly Entry[], index: number): Entry[] | undefined {
  const [first, second] = [entries[index], entries[index + 1]]
  if (!first || !second) return undefined
  const gap = second[0] - first[0]
  if (gap <= 0 || gap > NEAR_MS || isOfApp(first) === isOfApp(second)) return undefined
  const moved = (at: number, entry: Entry): Entry => (isOfApp(entry) ? [at, entry[1], 2 * gap] : [at, entry[1]])
  const [late, early] = [moved(second[0], first), moved(first[0], second)]
  return entries.toSpliced(index, 2, ...(isOfApp(first) ? [early, late] : [late, early]))
}

function isOfApp([, { name }]: Entry): boolean {
  return actorOf(name) === 'app'
}
