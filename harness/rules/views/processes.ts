import type { EventName } from '../../trace/events.ts'
import { precedes } from '../../trace/margin.ts'
import type { EventNamed, Placement } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'

/**
 * What a process has done from its launch, where that is known, to a moment. It is on a clock of its own, which may put
 * its first steps before its launch.
 */
export function doneSince<Name extends EventName>(
  trace: Trace,
  launch: Placement | undefined,
  name: Name,
  until?: Placement,
): readonly EventNamed<Name>[] {
  return trace
    .of(name)
    .filter((event) => (!launch || precedes(launch, event) !== 'no') && (!until || precedes(event, until) !== 'no'))
}
