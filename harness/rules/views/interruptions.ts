import { compare } from '../../trace/margin.ts'
import type { EventNamed, Placement } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { callsOf } from './calls.ts'
import { perTrace } from './per-trace.ts'

/** A call that belongs to another app, from when it talks until it does not. */
interface ForeignCall {
  readonly begin: EventNamed<'sys.call'>
  readonly end?: EventNamed<'sys.call'>
}

/** The calls over the mobile network that were connected, in order. */
export const foreignCallsOf = perTrace((trace): readonly ForeignCall[] =>
  [...Map.groupBy(trace.of('sys.call'), ({ uuid }) => uuid).values()].flatMap((changes) => {
    const begin = changes.find(({ hasConnected, hasEnded }) => hasConnected && !hasEnded)
    const end = changes.find(({ hasEnded }) => hasEnded)
    return begin ? [{ begin, ...(end && { end }) }] : []
  }),
)

/**
 * The unhold by which the user has taken a call back after somebody else's call, if nothing has activated the audio
 * session for it since that one ended: no activation need follow, and the app may start its sound without one.
 */
export function takenBackAt(trace: Trace, at: Placement): EventNamed<'perform'> | undefined {
  if (foreignCallsOf(trace).length === 0) return undefined
  return trace.of('perform').findLast((perform) => {
    if (!isUnhold(perform) || compare(perform, at) > 0) return false
    const interruption = interruptedBefore(trace, perform)
    const ended = callsOf(trace).get(perform.uuid)?.ended
    if (!interruption || (ended && compare(ended, at) < 0)) return false
    const activated = trace.after(interruption, 'didActivate', at).at(-1)
    // One for another call, which the user has left for this one, has gone with it.
    const isOver = activated && compare(activated, perform) < 0 && trace.after(perform, 'didDeactivate', at).length > 0
    return !activated || isOver
  })
}

/** The end of somebody else's call since the call was held, if there was one. */
export function interruptedBefore(trace: Trace, unhold: EventNamed<'perform'>): EventNamed<'sys.call'> | undefined {
  if (foreignCallsOf(trace).length === 0) return undefined
  const held = trace
    .of('perform')
    .findLast((each) => each.uuid === unhold.uuid && each.onHold === true && compare(each, unhold) < 0)
  if (!held) return undefined
  return foreignCallsOf(trace)
    .map(({ end }) => end)
    .find((end) => end && compare(held, end) < 0 && compare(end, unhold) < 0)
}

export function isUnhold({ type, onHold }: EventNamed<'perform'>): boolean {
  return type === 'CXSetHeldCallAction' && onHold === false
}
