import { compare, latest } from '../../trace/margin.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import type { Call } from './calls.ts'

/** From when on a call is on its way out: somebody has asked for its end, or it has ended. */
export function leaving({ trace, ended }: Call): TraceEvent | undefined {
  const asked = trace.first('perform', ({ type }) => type === 'CXEndCallAction')
  return asked && (!ended || compare(asked, ended) < 0) ? asked : ended
}

/** From when on a call that the other side has answered can talk. Nothing while its media are not there. */
export function connectable({ trace }: Call, answered: TraceEvent): TraceEvent | undefined {
  if (!askedForMedia(trace)) return answered
  const ready = trace.first('media.ready')
  return ready && latest(answered, ready)
}

/** Whether the app has asked for a call's media, or tried to, and has not got them. */
export function isWithoutMedia({ trace }: Call): boolean {
  return askedForMedia(trace) && !trace.first('media.ready')
}

function askedForMedia(trace: Call['trace']): boolean {
  const refused = trace.first('server.fault', ({ operation }) => operation === 'accept' || operation === 'media')
  return [refused, trace.first('media.offer'), trace.first('media.failed')].some((event) => event !== undefined)
}
