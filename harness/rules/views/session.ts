import { latest } from '../../trace/margin.ts'
import type { EventNamed, Placement } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'

/** Whether the system had the audio session active for the app at that moment, as far as the app was told. */
export function isSessionActive(trace: Trace, at: Placement): boolean {
  const last = latest<EventNamed<'app.launch' | 'didActivate' | 'didDeactivate'> | undefined>(
    trace.previous(at, 'didActivate'),
    trace.previous(at, 'didDeactivate'),
    trace.previous(at, 'app.launch'),
  )
  return last?.name === 'didActivate'
}
