import type { EventName } from './events.ts'
import { compare } from './margin.ts'
import type { EventNamed, Placement, TraceEvent } from './trace-event.ts'

const NONE: readonly TraceEvent[] = []

/** What happened, ready to be asked. Immutable: a recorder that goes on recording does not change it. */
export class Trace {
  /**
   * In order of time. Events of different clocks may stand the wrong way round by less than their uncertainty; compare
   * them with `precedes` or `elapsed`, and by `seq` for the order of arrival.
   */
  readonly events: readonly TraceEvent[]
  #byName: ReadonlyMap<string, readonly TraceEvent[]> | undefined
  #views: Map<(trace: Trace) => unknown, unknown> | undefined

  constructor(events: Iterable<TraceEvent>) {
    this.events = inOrder([...events])
  }

  /** All events of that name, in order of time. */
  of<Name extends EventName>(name: Name): readonly EventNamed<Name>[] {
    this.#byName ??= Map.groupBy(this.events, nameOf)
    return (this.#byName.get(name) ?? NONE) as readonly EventNamed<Name>[]
  }

  /** The first event of that name that `where` holds for. */
  first<Name extends EventName>(name: Name, where = always<EventNamed<Name>>): EventNamed<Name> | undefined {
    return this.of(name).find(where)
  }

  /** The last event of that name that `where` holds for. */
  last<Name extends EventName>(name: Name, where = always<EventNamed<Name>>): EventNamed<Name> | undefined {
    return this.of(name).findLast(where)
  }

  /** The first event of that name that stands after `place` in the order of time. */
  next<Name extends EventName>(place: Placement, name: Name): EventNamed<Name> | undefined {
    const events = this.of(name)
    return events[countUntil(events, place)]
  }

  /** The last event of that name that stands before `place` in the order of time, or at it. */
  previous<Name extends EventName>(place: Placement, name: Name): EventNamed<Name> | undefined {
    const events = this.of(name)
    return events[countUntil(events, place) - 1]
  }

  /** The last event of that name that stands before `place` in the order of time, and not at it. */
  before<Name extends EventName>(place: Placement, name: Name): EventNamed<Name> | undefined {
    const { at, seq } = place
    const events = this.of(name)
    return events[countUntil(events, { at, seq: seq - 1 }) - 1]
  }

  /** All events of that name that stand after `place` in the order of time, and not after `until`. */
  after<Name extends EventName>(place: Placement, name: Name, until?: Placement): readonly EventNamed<Name>[] {
    const events = this.of(name)
    return events.slice(countUntil(events, place), until ? countUntil(events, until) : undefined)
  }

  /** What `compute` makes of the trace, worked out once, however often it is asked for. Kept here, it goes with the trace. */
  view<View>(compute: (trace: Trace) => View): View {
    const views = (this.#views ??= new Map())
    let view = views.get(compute) as View | undefined
    if (view === undefined && !views.has(compute)) views.set(compute, (view = compute(this)))
    return view as View
  }
}

/** Nearly every trace is in order already. */
function inOrder(events: TraceEvent[]): readonly TraceEvent[] {
  let last: TraceEvent | undefined
  for (const event of events) {
    if (last && compare(last, event) > 0) return events.sort(compare)
    last = event
  }
  return events
}

function nameOf({ name }: TraceEvent): EventName {
  return name
}

/** How many of the ordered events stand before `place` or at it. By bisection: rules ask this for every event. */
function countUntil(events: readonly Placement[], place: Pick<Placement, 'at' | 'seq'>): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const event = events[middle]
    if (event && compare(event, place) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function always<Event>(_event: Event): boolean {
  return true
}
