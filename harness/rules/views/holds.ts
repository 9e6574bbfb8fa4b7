import { elapsed, withinLimit } from '../../trace/margin.ts'
import type { EventNamed } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { actionsOf, actionsOfType, fulfilment } from './actions.ts'
import { callAt } from './lives.ts'
import { isTooLate } from './too-late.ts'

/** The hold actions, either way, that the app says it has performed. */
export function fulfilledHolds(trace: Trace): EventNamed<'perform'>[] {
  return actionsOfType(actionsOf(trace), ['CXSetHeldCallAction'])
    .filter(fulfilment)
    .map(({ perform }) => perform)
}

/** Whether the app may still do what a hold asks for, or the call was over before it had to. */
export function isMoot(trace: Trace, hold: EventNamed<'perform'>, limitMs: number): boolean {
  const ended = callAt(trace, hold.uuid, hold)?.ended
  const endedSoon = ended !== undefined && withinLimit(elapsed(hold, ended), limitMs) !== 'no'
  return endedSoon || !isTooLate(trace, hold, limitMs)
}
