import { elapsed, withinLimit } from '../../trace/margin.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'

/** Whether what has not happened since `from` will not count any more: its time is up, or the scenario is over. */
export function isTooLate(trace: Trace, from: TraceEvent, limitMs: number): boolean {
  if (trace.next(from, 'scenario.end')) return true
  const last = trace.events.at(-1)
  return last !== undefined && withinLimit(elapsed(from, last), limitMs) === 'no'
}
