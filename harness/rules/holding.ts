import { compare, elapsed, withinLimit } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment } from './views/actions.ts'
import { callsOf } from './views/calls.ts'
import { fulfilledHolds, isMoot } from './views/holds.ts'
import { callAt } from './views/lives.ts'
import { overAtBackend } from './views/notices.ts'

/** HOLD-001 */
export const mirrorHold: Check = (trace, { limits }) =>
  fulfilledHolds(trace).flatMap((perform): Finding[] => {
    const call = callAt(trace, perform.uuid, perform)
    const name = `call ${short(perform.uuid)}, ${perform.onHold ? 'put on' : 'taken off'} hold,`
    const limitMs = limits.hold.value
    const swallowed = call?.trace.first('server.fault', ({ operation }) => operation === 'hold')
    if (swallowed)
      return [finding('pass', `${name} met a scripted fault of the backend: the app has done its part`, [perform])]
    const told = call?.trace.after(perform, 'server.hold').find(({ onHold }) => onHold === perform.onHold)
    if (told) return [timed(perform, told, limitMs, (time) => `${name} was told to the other side after ${time}`)]
    if (wasNeverHeld(trace, perform) || isMoot(trace, perform, limitMs) || hasNobody(trace, perform, limitMs)) return []
    const message = `${name} was fulfilled, but the other side was not told within ${limitMs} ms; its media go on`
    return [finding('fail', message, [perform], { limitMs })]
  })

/** Whether there was no other side to tell: the call was over at the backend already, or before it had to be told. */
function hasNobody(trace: Trace, perform: EventNamed<'perform'>, limitMs: number): boolean {
  const call = callsOf(trace).get(perform.uuid)
  const over = call && overAtBackend(call)
  return over !== undefined && withinLimit(elapsed(perform, over), limitMs) !== 'no'
}

/** MULTI-005 */
export const offerHoldTruly: Check = (trace) => {
  const holds = actionsOfType(actionsOf(trace), ['CXSetHeldCallAction'])
  const held = holds.find(fulfilment)
  if (held) return [finding('pass', 'holding was offered, and done', [held.perform, fulfilment(held)])]
  const refused = holds.flatMap(({ perform, completions: [completion] }): Finding[] => {
    const ended = callAt(trace, perform.uuid, perform)?.ended
    if (!completion || (ended && compare(ended, completion) < 0)) return []
    const message = `call ${short(perform.uuid)} was offered to be held, and the app failed to; hold it, or set supportsHolding to false in its update`
    return [finding('fail', message, [perform, completion])]
  })
  return refused.length > 0 ? refused : deniedHolds(trace)
}

/** Calls of which the app has said that they cannot be held, while another one came. */
function deniedHolds(trace: Trace): Finding[] {
  return [...callsOf(trace).values()].flatMap(({ uuid, trace: events }): Finding[] => {
    const update = events.first('cx.report.call', ({ update: { supportsHolding } }) => supportsHolding === false)
    return update ? [finding('pass', `call ${short(uuid)} was reported as one that cannot be held`, [update])] : []
  })
}

/** Who was never put on hold cannot be taken off it: there is nothing to tell. */
function wasNeverHeld(trace: Trace, perform: EventNamed<'perform'>): boolean {
  const call = callAt(trace, perform.uuid, perform)?.trace
  return call?.of('perform').some((each) => each.onHold === true && compare(each, perform) <= 0) === false
}
