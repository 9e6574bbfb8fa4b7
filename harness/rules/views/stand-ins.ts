import type { Trace } from '../../trace/trace.ts'
import type { Call } from './calls.ts'
import { pushesOf } from './pushes.ts'

/** Whether the app has made the call up for a push that it could not read: nobody is at its other end. */
export function standsIn(trace: Trace, { uuid, trace: story }: Call): boolean {
  if (story.first('remote.dial')) return false
  return pushesOf(trace).some(({ sent, report }) => report?.uuid === uuid && sent?.malformation !== undefined)
}
