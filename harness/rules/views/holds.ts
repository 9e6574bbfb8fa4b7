import { elapsed, withinLimit } from '../../trace/margin.ts'
import type { EventNamed } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { actionsOf, actionsOfType, fulfilment } from './actions.ts'
import type { Call } from './calls.ts'
import { callAt } from './lives.ts'
import { isTooLate } from './too-late.ts'

/** The hold actions, either way, that the app says it has performed. */
export function fulfilledHolds(trace: Trace): EventNamed<'perform'>[] {
  return actionsOfType(actionsOf(trace), ['CXSetHeldCallAction'])
    .filter(fulfilment)
    .map(({ perform }) => perform)
}

/** Whether the app may still do what a hold asks for, or the call was over, or the hold undone, before it had to. */
export function isMoot(trace: Trace, hold: EventNamed<'perform'>, limitMs: number): boolean {
  const call = callAt(trace, hold.uuid, hold)
  const soon = [call?.ended, call && undoing(call, hold)].some(
    (event) => event && withinLimit(elapsed(hold, event), limitMs) !== 'no',
  )
  return soon || !isTooLate(trace, hold, limitMs)
}

/** A call that is merged with another is on hold no more, without an action that says so. */
function undoing({ trace }: Call, hold: EventNamed<'perform'>): EventNamed<'cx.callChanged'> | undefined {
  const done = trace.after(hold, 'cx.callChanged').find(({ isOnHold }) => isOnHold === hold.onHold)
  return (
    done && trace.after(done, 'cx.callChanged').find(({ isOnHold, hasEnded }) => !hasEnded && isOnHold !== hold.onHold)
  )
}
