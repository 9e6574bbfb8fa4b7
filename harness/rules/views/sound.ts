import { compare } from '../../trace/margin.ts'
import type { EventNamed, Placement } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'

/** The start of the sound that runs at that moment, if any does. */
export function soundRunningAt(trace: Trace, at: Placement): EventNamed<'audio.io.start'> | undefined {
  const start = trace.previous(at, 'audio.io.start')
  const stop = start && trace.previous(at, 'audio.io.stop')
  if (start && stop && compare(stop, start) > 0) return undefined
  const died = start && trace.previous(at, 'app.terminate')
  return died && compare(died, start) > 0 ? undefined : start
}

/** What ends the sound that runs at that moment: the app, or the end of its process. */
export function soundEndAfter(
  trace: Trace,
  at: Placement,
): EventNamed<'audio.io.stop'> | EventNamed<'app.terminate'> | undefined {
  const [stop, died] = [trace.next(at, 'audio.io.stop'), trace.next(at, 'app.terminate')]
  return stop && died ? (compare(stop, died) < 0 ? stop : died) : (stop ?? died)
}

/** Whether the app has muted its microphone. A process that was launched later has one of its own. */
export function isMutedAt(trace: Trace, at: Placement): boolean {
  const last = trace.previous(at, 'audio.input.mute')
  const launch = trace.previous(at, 'app.launch')
  return last !== undefined && !(launch && compare(last, launch) < 0) && last.muted
}
