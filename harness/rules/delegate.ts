import type { EventName } from '../trace/events.ts'
import { compare, elapsed, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, wasSuspended, type Action } from './views/actions.ts'
import { callAt } from './views/lives.ts'

/** What an app does of its own accord, without having been told anything by its provider. */
const signsOfLife = [
  'pk.enter',
  'cx.report.call',
  'cx.updated',
  'cx.ended',
  'tx.request',
] as const satisfies readonly EventName[]

/** What others see of an action that somebody in the app has begun to carry out. */
const signsOfWork = [
  'server.accept',
  'server.decline',
  'server.fault',
  'server.hangup',
  'server.hold',
  'server.start',
  'media.offer',
] as const satisfies readonly EventName[]

/** CALL-PROV-002 */
export const keepDelegateReachable: Check = (trace, { limits }) =>
  actionsOf(trace).flatMap((action): Finding[] => {
    const { perform, entered, completions, told, timeout, overslept } = action
    const name = `${perform.type} of call ${short(perform.uuid)}`
    const reached = entered ?? completions[0] ?? told
    if (reached) return [finding('pass', `${name} reached the delegate`, [perform, reached])]
    if (!timeout || overslept) return []
    const alive = lifeAfter(trace, timeout, limits.delegateNotice.value)
    if (!alive) return []
    const message = `neither ${name} nor its time-out reached the delegate of an app that went on (${alive.name}); hold the delegate and its queue, for the provider does not`
    return [finding('fail', message, [perform, timeout, alive])]
  })

/** The first sign that the same process runs, long enough after it should have heard of a timeout. */
function lifeAfter(trace: Trace, timeout: TraceEvent, noticeMs: number): TraceEvent | undefined {
  const died = trace.next(timeout, 'app.terminate')
  return signsOfLife
    .flatMap((name): TraceEvent[] => [...trace.after(timeout, name, died)])
    .filter((event) => withinLimit(elapsed(timeout, event), noticeMs) === 'no')
    .sort(compare)[0]
}

/** ACT-IMPL-001 */
export const handleEveryAction: Check = (trace) => {
  // What became of a transaction that the delegate has taken as a whole says nothing of its methods for single actions.
  const taken = new Set(trace.of('tx.taken').map(({ transaction }) => transaction))
  return [...Map.groupBy(actionsOf(trace), ({ perform }) => perform.type)].flatMap(([type, actions]): Finding[] => {
    const handled = actions.find(({ completions }) => completions.length > 0)
    if (handled) return [finding('pass', `the app completes ${type}`, [handled.perform, handled.completions[0]])]
    const ignored = actions.find((action) => !taken.has(action.perform.transaction) && isIgnored(trace, action))
    if (!ignored) return []
    const message = `nothing came of ${type}, which the call screen offers for this app, until it timed out; implement the delegate method for it, or do not advertise it`
    return [finding('fail', message, [ignored.perform, ignored.timeout])]
  })
}

/** The delegate is there and was told of the timeout, but had done nothing about the action. */
function isIgnored(trace: Trace, { perform, told, timeout, overslept }: Action): boolean {
  if (!timeout || !told || overslept) return false
  const call = callAt(trace, perform.uuid, perform)
  return !signsOfWork.some((name) => call?.trace.after(perform, name, timeout).length)
}

/** ACT-QUEUE-001 */
export const keepActionQueueFree: Check = (trace, { limits }) =>
  actionsOf(trace).flatMap(({ perform, entered }): Finding[] => {
    if (perform.by !== 'user' || !entered || wasSuspended(trace, perform, entered)) return []
    const name = `${perform.type} of call ${short(perform.uuid)}`
    const limitMs = limits.actionEntry.value
    return [timed(perform, entered, limitMs, (time) => `${name} reached the delegate ${time} after the user’s touch`)]
  })
