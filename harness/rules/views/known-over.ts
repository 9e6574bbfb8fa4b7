import { latest } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Call, Life } from './calls.ts'

/**
 * From when on the app could know that a call is over at the other end. Nothing while its server, when it was asked, kept
 * that to itself.
 */
export function knownOver(
  { trace }: Call,
  { from }: Pick<Life, 'from'>,
  cancel: EventNamed<'remote.cancel'>,
): TraceEvent | undefined {
  const told = trace.after(from, 'server.event').find(({ event }) => event === 'ended')
  if (told) return told
  const struck = trace.after(from, 'server.fault').findLast(({ operation }) => operation === 'query')
  if (struck) return trace.after(struck, 'server.query').find(({ state }) => state === 'ended')
  return latest<TraceEvent>(cancel, from)
}
