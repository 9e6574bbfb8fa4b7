import { compare, precedes } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import type { Call } from './views/calls.ts'
import { callAt } from './views/lives.ts'
import { isTooLate } from './views/too-late.ts'

type HangUp = EventNamed<'scenario.hangUp'>

/** CALL-END-003 */
export const hangUpByTransaction: Check = (trace, { limits }) =>
  trace.of('scenario.hangUp').flatMap((asked): Finding[] => {
    const call = callAt(trace, asked.uuid, asked)
    if (!call?.from) return []
    const name = `the hang-up of call ${short(asked.uuid)} in the app`
    const requested = trace
      .after(asked, 'tx.request')
      .find(({ actions }) => actions.some(({ type, uuid }) => type === 'CXEndCallAction' && uuid === asked.uuid))
    const reported = call.trace.next(asked, 'cx.ended')
    if (reported && !(requested && compare(requested, reported) < 0)) {
      if (hasOtherCause(call, asked, reported)) return []
      const message = `${name} was reported as an end (${reported.reason}); request a CXEndCallAction, for a report says that it was somebody else`
      return [finding('fail', message, [asked, reported, requested])]
    }
    if (requested) return [finding('pass', `${name} was requested as a transaction`, [asked, requested])]
    if (call.ended || trace.next(asked, 'app.terminate') || !isTooLate(trace, asked, limits.hangUp.value)) return []
    return [finding('fail', `nothing came of ${name}; request a CXEndCallAction`, [asked])]
  })

/** Something else may have ended the call at the moment at which the user hung up. */
function hasOtherCause({ trace }: Call, asked: HangUp, reported: TraceEvent): boolean {
  const causes = [trace.first('remote.cancel'), trace.next(asked, 'media.failed'), trace.next(asked, 'timeout')]
  return causes.some((cause) => cause && precedes(cause, reported) !== 'no')
}
