import { latest } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'

/** From when on an app can do something about an event: not while it is kept from running. Nothing if it never runs again. */
export function onceAwake(trace: Trace, event: TraceEvent): TraceEvent | undefined {
  const state = latest<EventNamed<'app.state' | 'app.launch'> | undefined>(
    trace.previous(event, 'app.state'),
    trace.previous(event, 'app.launch'),
  )
  return state?.state === 'suspended' ? trace.next(event, 'app.state') : event
}
