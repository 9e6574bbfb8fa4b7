import { compare, latest } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { onceAwake } from './awake.ts'
import type { Call, Life } from './calls.ts'

type Cancel = EventNamed<'remote.cancel'>

/**
 * From when on the app could know that a call is over at the other end. Nothing while its server, when it was asked, kept
 * that to itself, or while the app was kept from running.
 */
export function knownOver(trace: Trace, call: Call, life: Pick<Life, 'from'>, cancel: Cancel): TraceEvent | undefined {
  const said = saidOver(trace, call, life, cancel)
  return said && onceAwake(trace, said)
}

function saidOver(
  trace: Trace,
  { trace: story }: Call,
  { from }: Pick<Life, 'from'>,
  cancel: Cancel,
): TraceEvent | undefined {
  const told = story.after(from, 'server.event').find(({ event }) => event === 'ended')
  if (told) return told
  const struck = story.after(from, 'server.fault').findLast(({ operation }) => operation === 'query')
  if (struck)
    return story.after(struck, 'server.query').filter(({ state }) => state === 'ended')[owedBefore(story, from)]
  const reconnected = isUnheard(trace, from, cancel) ? trace.next(cancel, 'server.subscribe') : undefined
  return reconnected ?? latest<TraceEvent>(cancel, from)
}

/** How many questions about an earlier life of the call have yet to be answered: the app may have given up waiting. */
function owedBefore(story: Trace, from: TraceEvent): number {
  const struck = story.of('server.fault').filter((each) => each.operation === 'query' && compare(each, from) < 0)
  const answered = struck[0] ? story.after(struck[0], 'server.query', from) : []
  return Math.max(0, struck.length - answered.length)
}

/** Whether the call ended while there was nothing for its server to tell the app things over. */
function isUnheard(trace: Trace, from: TraceEvent, at: TraceEvent): boolean {
  const lost = trace.previous(at, 'server.unsubscribe')
  return compare(from, at) < 0 && lost !== undefined && trace.after(lost, 'server.subscribe', at).length === 0
}
