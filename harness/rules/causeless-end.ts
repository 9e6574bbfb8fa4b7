import { elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Limits } from './limits.ts'
import type { Check, Finding } from './rule.ts'
import { anyExisted, callsOf, type Call } from './views/calls.ts'
import { livesOf } from './views/lives.ts'
import { noticeOf } from './views/notices.ts'

/**
 * CALL-END-002, for ends that nothing has led to: the app reports a reason, and there is none. Judged where the other
 * side of the call is in the trace, so that it is known to be still there.
 */
export const noReasonAtAll: Check = (trace, { limits }) =>
  livesOf(trace).flatMap((call): Finding[] => {
    const ended = call.trace.first('cx.ended', ({ known }) => known)
    const story = callsOf(trace).get(call.uuid)?.trace
    if (!ended || !call.from || !story || isOver(story, call.from) || excuse(trace, call, ended, limits)) return []
    const since = talkingSince(call, story, ended) ?? ringingSince(trace, call, ended, limits)
    if (!since) return []
    const after = `${elapsed(since, ended).ms} ms after it ${since.name === 'cx.callChanged' ? 'was connected' : 'had begun to ring'}`
    const message = `call ${short(call.uuid)} was ended as ${ended.reason} ${after}, and nothing had happened to it; end a call for what happened to that call alone`
    return [finding('deviates', message, [since, ended])]
  })

/** Whether the call is over at the other end, or because the app has told the backend so in an earlier life. */
function isOver(story: Trace, from: TraceEvent): boolean {
  const notice = noticeOf({ trace: story })
  return story.first('remote.cancel') !== undefined || (notice !== undefined && precedes(notice, from) !== 'no')
}

/** From when on somebody at the other end has talked to the user. */
function talkingSince(call: Call, story: Trace, ended: TraceEvent): TraceEvent | undefined {
  const isShown = story.first('remote.dial') ?? story.first('remote.answered')
  const ready = story.first('media.ready')
  const connected = call.trace.first('cx.callChanged', ({ hasConnected }) => hasConnected)
  if (!isShown || !ready || !connected || story.first('media.failed')) return undefined
  return precedes(ready, ended) === 'yes' && precedes(connected, ended) === 'yes' ? connected : undefined
}

/** From when on somebody who has just dialled has waited for the user, who has no other call. */
function ringingSince(trace: Trace, call: Call, ended: TraceEvent, limits: Limits): TraceEvent | undefined {
  const { from } = call
  const dialled = call.trace.first('remote.dial')
  if (!from || !dialled || call.trace.first('perform') || call.trace.of('push.sent').length > 1) return undefined
  const isFresh = withinLimit(elapsed(dialled, from), limits.freshPush.value) === 'yes'
  const isShort = withinLimit(elapsed(from, ended), limits.ringAtLeast.value) === 'yes'
  const isAlone = [from, ended].every((at) => anyExisted(trace, at, call.uuid) === 'no')
  return isFresh && isShort && isAlone ? from : undefined
}

/** What an app may have ended a call for, other than the person at the other end. */
function excuse(trace: Trace, { trace: call, from }: Call, ended: TraceEvent, limits: Limits): TraceEvent | undefined {
  if (!from) return undefined
  const reset = trace.previous(from, 'cx.reset')
  const events: readonly (TraceEvent | undefined)[] = [
    call.first('perform', ({ type }) => type === 'CXEndCallAction'),
    call.first('timeout'),
    call.first('fail'),
    call.first('scenario.hangUp'),
    call.first('push.sent', ({ malformation }) => malformation !== undefined),
    trace.first('server.fault'),
    trace.first('sys.airplaneMode'),
    trace.first('sys.call'),
    trace.first('av.setActive', ({ error }) => error !== undefined),
    trace.next(from, 'server.unsubscribe'),
    trace.next(from, 'cx.reset'),
    // The app may have meant the calls that it had before.
    reset && withinLimit(elapsed(reset, from), limits.resetNotice.value) !== 'no' ? reset : undefined,
    trace.next(from, 'app.terminate'),
    trace.next(from, 'app.openURL'),
  ]
  return events.find((event) => event && precedes(event, ended) !== 'no')
}
