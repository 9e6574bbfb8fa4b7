import type { EventName } from './events.ts'
import { compare } from './margin.ts'
import type { EventNamed, TraceEvent } from './trace-event.ts'

/** What happened, ready to be asked. Immutable: a recorder that goes on recording does not change it. */
export class Trace {
  /**
   * In order of time. Events of different clocks may stand the wrong way round by less than their uncertainty; compare
   * them with `precedes` or `elapsed`, and by `seq` for the order of arrival.
   */
  readonly events: readonly TraceEvent[]
  readonly #byName: ReadonlyMap<string, readonly TraceEvent[]>

  constructor(events: Iterable<TraceEvent>) {
    this.events = [...events].sort(compare)
    this.#byName = Map.groupBy(this.events, ({ name }) => name)
  }

  /** All events of that name, in order of time. */
  of<Name extends EventName>(name: Name): readonly EventNamed<Name>[] {
    return (this.#byName.get(name) ?? []) as readonly EventNamed<Name>[]
  }

  first<Name extends EventName>(
    name: Name,
    where: (event: EventNamed<Name>) => boolean = () => true,
  ): EventNamed<Name> | undefined {
    return this.of(name).find(where)
  }

  last<Name extends EventName>(
    name: Name,
    where: (event: EventNamed<Name>) => boolean = () => true,
  ): EventNamed<Name> | undefined {
    return this.of(name).findLast(where)
  }

  /** Events of that name that stand after `event` in the order of time. */
  after<Name extends EventName>(event: TraceEvent, name: Name): readonly EventNamed<Name>[] {
    return this.of(name).filter((each) => compare(each, event) > 0)
  }
}
