import { elapsed, latest, precedes, withinLimit } from '../trace/margin.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Circumstances, Finding } from './rule.ts'
import { actionsOf, fulfilment, takesUp, type Action } from './views/actions.ts'
import { isWithoutMedia } from './views/connecting.ts'
import { callsOf } from './views/calls.ts'
import { callAt } from './views/lives.ts'
import { noticeOf } from './views/notices.ts'
import { perTrace } from './views/per-trace.ts'
import { soundRunningAt } from './views/sound.ts'
import { standsIn } from './views/stand-ins.ts'
import { isTooLate } from './views/too-late.ts'

/** Two actions of one transaction, on two calls: what happens to the first call, and to the second. */
interface Exchange {
  readonly first: Action
  readonly second: Action
}

/** MULTI-002 */
export const endAndAccept: Check = (trace, circumstances) =>
  exchangesOf(trace)
    .filter(({ first, second }) => isEnd(first) && isAnswer(second))
    .flatMap((exchange) => judgeAccepted(trace, exchange, circumstances))

/** MULTI-003 */
export const holdAndAccept: Check = (trace, circumstances) =>
  exchangesOf(trace)
    .filter(({ first, second }) => isHold(first, true) && isAnswer(second))
    .flatMap((exchange): Finding[] => {
      const { first, second } = exchange
      if (fulfilment(first) || !isOver(first) || isStandIn(trace, first))
        return judgeAccepted(trace, exchange, circumstances)
      const message = `${nameOf(first)} was not fulfilled when call ${short(second.perform.uuid)} was accepted; hold the first call, or say in its update that it cannot be held`
      return [finding('fail', message, [first.perform, second.perform, ...first.completions, first.timeout])]
    })

/** MULTI-004 */
export const swapCalls: Check = (trace) =>
  exchangesOf(trace)
    .filter(({ first, second }) => isHold(first, true) && isHold(second, false))
    .flatMap(({ first, second }): Finding[] => {
      const refused = [first, second].find((action) => !fulfilment(action))
      const proof = [first, second].flatMap(({ perform, completions, timeout }) => [perform, ...completions, timeout])
      const name = `the swap of calls ${short(first.perform.uuid)} and ${short(second.perform.uuid)}`
      if (!refused) return [finding('pass', `${name} was fulfilled in both halves`, proof)]
      // One that ends while it is swapped takes its action with it.
      if (!isOver(refused) || hasEnded(trace, refused) || isStandIn(trace, refused)) return []
      const message = `${name} was done by half: ${nameOf(refused)} was not fulfilled, so that both calls talk or neither does`
      return [finding('fail', message, proof)]
    })

/** Whether the accepted call came about: answered, and heard. */
function judgeAccepted(trace: Trace, { first, second }: Exchange, { limits }: Circumstances): Finding[] {
  const answered = fulfilment(second)
  const name = `call ${short(second.perform.uuid)}, accepted in place of call ${short(first.perform.uuid)},`
  const proof = [first.perform, second.perform]
  if (!answered) {
    const [completion] = second.completions
    const call = callAt(trace, second.perform.uuid, second.perform)
    if (!isOver(second) || (call && isWithoutMedia(call)) || hasEnded(trace, second)) return []
    if (isStandIn(trace, second)) return []
    return [
      finding('fail', `${name} was not answered; go on without a moment's active call`, [
        ...proof,
        completion,
        second.timeout,
      ]),
    ]
  }
  const limitMs = limits.secondCallSound.value
  const due = latest(answered, fulfilment(first)) ?? answered
  const sound = soundRunningAt(trace, due) ?? trace.next(due, 'audio.io.start')
  if (sound && withinLimit(elapsed(due, sound), limitMs) !== 'no')
    return [finding('pass', `${name} was answered and heard`, [...proof, answered, sound])]
  const over = callAt(trace, second.perform.uuid, second.perform)
    ?.trace.after(answered, 'cx.callChanged')
    .find(({ isOnHold, hasEnded }) => isOnHold || hasEnded)
  if (over && withinLimit(elapsed(due, over), limitMs) !== 'no') return []
  if (!isTooLate(trace, due, limitMs)) return []
  const message = `${name} was answered, but no sound was started within ${limitMs} ms; the session stays active between the two, so start it without a new didActivate`
  return [finding('fail', message, [...proof, answered, sound], { limitMs })]
}

const exchangesOf = perTrace((trace): readonly Exchange[] => {
  const transactions = Map.groupBy(actionsOf(trace), ({ perform }) => perform.transaction)
  return [...transactions.values()].flatMap(([first, second, ...more]) => {
    if (!first || !second || more.length > 0 || first.perform.uuid === second.perform.uuid) return []
    const [one, other] = takesUp(first.perform) ? [second, first] : [first, second]
    return [{ first: one, second: other }]
  })
})

const isEnd = ({ perform }: Action) => perform.type === 'CXEndCallAction'
const isAnswer = ({ perform }: Action) => perform.type === 'CXAnswerCallAction'
const isHold = ({ perform }: Action, onHold: boolean) =>
  perform.type === 'CXSetHeldCallAction' && perform.onHold === onHold

/** Nothing more will come of the action. */
function isOver({ completions, timeout, overslept }: Action): boolean {
  return !overslept && (completions.length > 0 || timeout !== undefined)
}

/** Whether the call was over before the action was: at this end, or at the other, whose server takes no answer then. */
function hasEnded(trace: Trace, { perform, completions: [completion], timeout }: Action): boolean {
  const call = callsOf(trace).get(perform.uuid)
  const hungUpBefore = call && noticeOf(call)
  if (hungUpBefore && precedes(hungUpBefore, perform) !== 'no') return true
  const done = completion ?? timeout
  return [callAt(trace, perform.uuid, perform)?.ended, call?.trace.first('remote.cancel')].some(
    (ended) => ended !== undefined && (!done || precedes(ended, done) !== 'no'),
  )
}

/** Whether nobody is there whom the user could talk to. */
function isStandIn(trace: Trace, { perform }: Action): boolean {
  const call = callsOf(trace).get(perform.uuid)
  return call !== undefined && standsIn(trace, call)
}

function nameOf({ perform: { type, uuid } }: Action): string {
  return `${type} of call ${short(uuid)}`
}
