import { compare, earliest, latest } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Call } from './calls.ts'

/** The first that the backend was told of a call's end. */
export function noticeOf({ trace }: Pick<Call, 'trace'>): TraceEvent | undefined {
  return [trace.first('server.hangup'), trace.first('server.decline')]
    .filter((event) => event !== undefined)
    .sort(compare)[0]
}

/** From when on the backend has a call for over, and takes nothing more for it: in whichever life it was told so. */
export function overAtBackend(call: Pick<Call, 'trace'>): TraceEvent | undefined {
  return earliest<TraceEvent | undefined>(call.trace.first('remote.cancel'), noticeOf(call))
}

/** A scripted fault that such a notice has met: the app has done its part. */
export function swallowedNotice({ trace }: Call): EventNamed<'server.fault'> | undefined {
  return trace.first('server.fault', ({ operation }) => operation === 'hangup' || operation === 'decline')
}

/** From when on the backend can be told: where it has not heard of a call yet, nobody waits at the other end. */
export function knownToBackend({ trace }: Call, end: TraceEvent): TraceEvent | undefined {
  if (!trace.first('perform', ({ type }) => type === 'CXStartCallAction')) return end
  const placed = trace.first('server.start')
  return placed && latest(end, placed)
}
