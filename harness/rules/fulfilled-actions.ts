import type { ActionType } from '../../mocks/iphone/events.ts'
import { elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Limits } from './limits.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, fulfilment, type Action } from './views/actions.ts'
import type { Call } from './views/calls.ts'
import { callAt } from './views/lives.ts'
import { isTooLate } from './views/too-late.ts'

/** ACT-MATCH-001 */
export const doWhatIsFulfilled: Check = (trace, { limits }) =>
  actionsOf(trace).flatMap((action): Finding[] => {
    const fulfilled = fulfilment(action)
    const call = callAt(trace, action.perform.uuid, action.perform)
    if (!fulfilled || !call) return []
    if (action.perform.type === 'CXAnswerCallAction') return judgeAnswer(trace, action, call, fulfilled, limits)
    if (action.perform.type === 'CXSetHeldCallAction') return judgeHold(action, call, fulfilled, limits)
    return []
  })

function judgeAnswer(
  trace: Trace,
  { perform }: Action,
  call: Call,
  fulfilled: EventNamed<'fulfill'>,
  limits: Limits,
): Finding[] {
  const name = `the answer of call ${short(call.uuid)}`
  const over = call.trace.first('server.event', ({ event }) => event === 'ended')
  if (over && withinLimit(elapsed(over, fulfilled), limits.remoteEnd.value) === 'no')
    return [
      finding('fail', `${name} was fulfilled, although the app knew that the call was over; fail it`, [
        over,
        perform,
        fulfilled,
      ]),
    ]
  const limitMs = limits.hangUp.value
  const taken = signsOfTaking(call).find((sign) => withinLimit(elapsed(fulfilled, sign), limitMs) !== 'no')
  if (taken)
    return [finding('pass', `${name} was fulfilled, and the call taken at the backend`, [perform, fulfilled, taken])]
  const given = [call.ended, call.trace.next(fulfilled, 'cx.ended'), call.trace.first('remote.cancel')]
  if (given.some((end) => end && withinLimit(elapsed(fulfilled, end), limitMs) !== 'no')) return []
  if (!isTooLate(trace, fulfilled, limitMs)) return []
  const message = `${name} was fulfilled, but the app never took the call at the backend; an action on a call that the app does not know, or cannot take, is to be failed`
  return [finding('fail', message, [perform, fulfilled], { limitMs })]
}

/** Where the app has asked for the call, whatever came of it: that is for other rules. */
function signsOfTaking({ trace }: Call): TraceEvent[] {
  return [
    trace.first('server.accept'),
    trace.first('media.offer'),
    trace.first('media.ready'),
    trace.first('server.fault', ({ operation }) => operation === 'accept' || operation === 'media'),
  ].filter((event) => event !== undefined)
}

function judgeHold({ perform }: Action, call: Call, fulfilled: TraceEvent, limits: Limits): Finding[] {
  const name = `call ${short(call.uuid)}, ${perform.onHold ? 'put on' : 'taken off'} hold,`
  // Up to the next change of hold, whoever asks for that.
  const next = call.trace
    .after(perform, 'perform')
    .find(({ type, action }) => action !== perform.action && changesHold(type))
  const told = call.trace
    .after(perform, 'server.hold', next)
    .findLast((each) => withinLimit(elapsed(perform, each), limits.hold.value) !== 'no')
  // A request that a scripted fault has delayed is overtaken by the next one.
  const delayed = call.trace.first('server.fault', ({ operation }) => operation === 'hold')
  if (!told || delayed || (next && precedes(told, next) !== 'yes')) return []
  if (told.onHold === perform.onHold)
    return [finding('pass', `${name} is so at the other end as well`, [perform, told, fulfilled])]
  const message = `${name} was fulfilled, but the other side was told the opposite; go by isOnHold of the action, and do not toggle`
  return [finding('fail', message, [perform, told, fulfilled])]
}

function changesHold(type: ActionType): boolean {
  return type === 'CXSetHeldCallAction' || type === 'CXSetGroupCallAction'
}
