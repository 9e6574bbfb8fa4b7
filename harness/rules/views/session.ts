import { compare, latest } from '../../trace/margin.ts'
import type { EventNamed, Placement } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'

/** The categories that take something from the microphone; Objective-C writes `AVAudioSessionCategoryRecord`. */
const RECORDING = /record$/i

/** Whether the process that runs at that moment has set its session up to take something from the microphone. */
export function isForRecording(trace: Trace, at: Placement): boolean {
  const category = trace.previous(at, 'av.setCategory')
  const launch = trace.previous(at, 'app.launch')
  return category !== undefined && !(launch && compare(category, launch) < 0) && RECORDING.test(category.category)
}

/** Whether the system had the audio session active for the app at that moment, as far as the app was told. */
export function isSessionActive(trace: Trace, at: Placement): boolean {
  return lastOfSession(trace, at)?.name === 'didActivate'
}

/** Whether the system had taken the session away from the app at that moment, and with it its sound. */
export function isSessionTaken(trace: Trace, at: Placement): boolean {
  return lastOfSession(trace, at)?.name === 'didDeactivate'
}

function lastOfSession(
  trace: Trace,
  at: Placement,
): EventNamed<'app.launch' | 'didActivate' | 'didDeactivate'> | undefined {
  return latest<EventNamed<'app.launch' | 'didActivate' | 'didDeactivate'> | undefined>(
    trace.previous(at, 'didActivate'),
    trace.previous(at, 'didDeactivate'),
    trace.previous(at, 'app.launch'),
  )
}
