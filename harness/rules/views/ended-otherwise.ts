import type { TraceEvent } from '../../trace/trace-event.ts'
import type { Call, Life } from './calls.ts'

/** What has ended a call, or begun to, so that there was nothing left to report: anything but the app's own word. */
export function endedOtherwise({ trace }: Call, { from, ended }: Life): TraceEvent | undefined {
  const asked = trace.after(from, 'perform', ended).find(({ type }) => type === 'CXEndCallAction')
  return asked ?? (ended?.endedBy === 'app' ? undefined : ended)
}
