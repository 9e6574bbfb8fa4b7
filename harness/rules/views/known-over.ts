import { latest } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Call, Life } from './calls.ts'

type Cancel = EventNamed<'remote.cancel'>

/**
 * From when on the app could know that a call is over at the other end. Nothing while its server, when it was asked, kept
 * that to itself, or while the app was kept from running.
 */
export function knownOver(trace: Trace, call: Call, life: Pick<Life, 'from'>, cancel: Cancel): TraceEvent | undefined {
  const said = saidOver(call, life, cancel)
  const state =
    said &&
    latest<EventNamed<'app.state' | 'app.launch'> | undefined>(
      trace.previous(said, 'app.state'),
      trace.previous(said, 'app.launch'),
    )
  return said && state?.state === 'suspended' ? trace.next(said, 'app.state') : said
}

function saidOver({ trace }: Call, { from }: Pick<Life, 'from'>, cancel: Cancel): TraceEvent | undefined {
  const told = trace.after(from, 'server.event').find(({ event }) => event === 'ended')
  if (told) return told
  const struck = trace.after(from, 'server.fault').findLast(({ operation }) => operation === 'query')
  if (struck) return trace.after(struck, 'server.query').find(({ state }) => state === 'ended')
  return latest<TraceEvent>(cancel, from)
}
