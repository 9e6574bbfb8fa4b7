import type { ActionType } from '../../mocks/iphone/events.ts'
import { compare, precedes } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { callsOf, type Call } from './views/calls.ts'
import { callAt, livesOf } from './views/lives.ts'
import { noticeOf } from './views/notices.ts'
import { perTrace } from './views/per-trace.ts'

/** A transaction that the app has asked for. */
interface Request {
  readonly request: EventNamed<'tx.request'>
  readonly result: EventNamed<'tx.result'>
}

interface RequestedAction {
  readonly type: ActionType
  readonly uuid: string
}

/** TX-001 */
export const heedRefusal: Check = (trace) =>
  requestsOf(trace).flatMap(({ request, result }): Finding[] => {
    if (!result.error) return []
    const name = `a transaction that was refused (${result.error.caseName})`
    const done = request.actions
      .map((action) => ({ action, work: worksIn(callsOf(trace).get(action.uuid)?.trace, action.type, result)[0] }))
      .find(({ action, work }) => work && !hasOtherCause(trace, action, work))?.work
    if (done)
      return [
        finding('fail', `${name} was carried out all the same (${done.name}); change nothing but tell the user`, [
          request,
          result,
          done,
        ]),
      ]
    return [finding('pass', `${name} changed nothing`, [request, result])]
  })

/** TX-002 */
export const actOnPerform: Check = (trace) =>
  requestsOf(trace).flatMap(({ request, result }): Finding[] => {
    if (result.error) return []
    return request.actions.flatMap(({ type, uuid, action }): Finding[] => {
      const perform = performOf(trace).get(action)
      if (!perform) return []
      const name = `${type} of call ${short(uuid)}`
      const call = callAt(trace, uuid, request)
      const [first, second] = worksIn(call?.trace, type)
      const done = call && isOwedFromBefore(trace, call) ? second : first
      if (done && precedes(done, perform) === 'yes') {
        const message = `${name} was carried out (${done.name}) before it was performed; the completion of a request says only that it was accepted`
        return [finding('fail', message, [request, result, done, perform])]
      }
      return [finding('pass', `${name} was carried out when it was performed`, [request, perform, done])]
    })
  })

/** What others see of an action that is carried out, for the actions that a call knows once. */
const works: Partial<Record<ActionType, readonly ('server.decline' | 'server.hangup' | 'server.start')[]>> = {
  CXStartCallAction: ['server.start'],
  CXEndCallAction: ['server.hangup', 'server.decline'],
}

/** Whether something else has led to the work: the action was performed after all, or there is no call to go on with. */
function hasOtherCause(trace: Trace, { type, uuid }: RequestedAction, work: TraceEvent): boolean {
  const call = callsOf(trace).get(uuid)?.trace
  const causes = [
    call?.first('perform', (perform) => perform.type === type),
    call?.first('cx.callChanged', ({ hasEnded }) => hasEnded),
    call?.first('timeout'),
    call?.first('media.failed'),
    call?.first('remote.cancel'),
  ]
  return causes.some((cause) => cause && precedes(cause, work) !== 'no')
}

/** What others see of an action, in order; after a moment if one is given. */
function worksIn(call: Trace | undefined, type: ActionType, from?: TraceEvent): TraceEvent[] {
  return (works[type] ?? []).flatMap((name) => (from ? call?.after(from, name) : call?.of(name)) ?? []).sort(compare)
}

/**
 * Whether a call has come back before the server knew that it had been over. It may still be told so, as by an app that
 * repeats what has failed, and that is not yet the end of the new one.
 */
function isOwedFromBefore(trace: Trace, { uuid, lives: [life] }: Call): boolean {
  const lives = livesOf(trace).filter((each) => each.uuid === uuid)
  const before = lives[lives.findIndex((each) => each.lives[0] === life) - 1]
  return before !== undefined && noticeOf(before) === undefined
}

const requestsOf = perTrace((trace): readonly Request[] => {
  const results = new Map(trace.of('tx.result').map((result) => [result.transaction, result]))
  return trace.of('tx.request').flatMap((request) => {
    const result = results.get(request.transaction)
    return result ? [{ request, result }] : []
  })
})

const performOf = perTrace((trace) => new Map(trace.of('perform').map((perform) => [perform.action, perform])))
