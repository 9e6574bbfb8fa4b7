import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import { noReasonAtAll } from './causeless-end.ts'
import type { Limits } from './limits.ts'
import type { Check, Finding } from './rule.ts'
import { anyExisted, callsOf, nextLife, type Call, type Life } from './views/calls.ts'
import { endedOtherwise } from './views/ended-otherwise.ts'
import { knownOver } from './views/known-over.ts'
import { livesOf } from './views/lives.ts'
import { noticeOf } from './views/notices.ts'
import { isTooLate } from './views/too-late.ts'

type Cancel = EventNamed<'remote.cancel'>

/** CALL-END-001 */
export const endWithRemote: Check = (trace, { limits }) =>
  [...callsOf(trace).values()].flatMap((call): Finding[] => {
    const cancel = call.trace.first('remote.cancel')
    if (!cancel) return []
    return call.lives.flatMap((life) => judgeEnd(trace, call, life, cancel, limits.remoteEnd.value))
  })

function judgeEnd(trace: Trace, call: Call, life: Life, cancel: Cancel, limitMs: number): Finding[] {
  if (life.ended && precedes(life.ended, cancel) === 'yes') return []
  const known = knownOver(trace, call, life, cancel)
  const otherwise = endedOtherwise(call, life)
  if (!known || (otherwise && withinLimit(elapsed(known, otherwise), limitMs) !== 'no')) return []
  const reported = call.trace.after(life.from, 'cx.ended', nextLife(call, life))
  const ended = reported.find((each) => precedes(each, cancel) !== 'yes')
  const name = `call ${short(call.uuid)}, over at the other end,`
  if (ended)
    return [timed(known, ended, limitMs, (time) => `${name} was ended ${time} after the app could know`, [cancel])]
  if (!isTooLate(trace, known, limitMs)) return []
  const message = `${name} was not ended within ${limitMs} ms; call reportCall(with:endedAt:reason:) with the reason ${cancel.reason}`
  return [finding('fail', message, [cancel, known === cancel ? undefined : known, life.ended], { limitMs })]
}

/** CALL-END-002 */
export const fittingReason: Check = (trace, circumstances) => [
  ...reasonForRemoteEnd(trace, circumstances),
  ...noReasonAtAll(trace, circumstances),
]

const reasonForRemoteEnd: Check = (trace, { limits }) =>
  [...callsOf(trace).values()].flatMap((call): Finding[] => {
    const cancel = call.trace.first('remote.cancel')
    const ended = cancel && call.trace.next(cancel, 'cx.ended')
    // What ends by itself before the app speaks, or what could not be connected or read besides, has two reasons to choose from.
    if (!cancel || !ended?.known || call.trace.first('media.failed')) return []
    if (
      ended.reason === 'failed' &&
      (call.trace.first('push.sent', isMalformed) || isForReset(trace, call, ended, limits))
    )
      return []
    const name = `call ${short(call.uuid)}`
    if (ended.reason === cancel.reason)
      return [finding('pass', `${name} was ended with the reason ${ended.reason}`, [cancel, ended])]
    const told = lastTold(call, ended)
    if (!told || isBusyDecline(trace, call, ended, limits)) return []
    const message = `${name} was ended with the reason ${ended.reason}; what happened was ${cancel.reason}, which the list of recent calls shows differently`
    return [finding(precedes(told, ended) === 'yes' ? 'deviates' : 'inconclusive', message, [cancel, told, ended])]
  })

/** Whether the system had lost all calls while this one was there, or was being reported. */
function isForReset(trace: Trace, { lives }: Call, ended: EventNamed<'cx.ended'>, limits: Limits): boolean {
  const reset = trace.previous(ended, 'cx.reset')
  const life = lives.findLast(({ from }) => compare(from, ended) <= 0)
  return (
    reset !== undefined &&
    life !== undefined &&
    withinLimit(elapsed(reset, life.from), limits.resetNotice.value) !== 'no'
  )
}

function isMalformed({ malformation }: EventNamed<'push.sent'>): boolean {
  return malformation !== undefined
}

/** Who has another call and declines this one at once need not look whether it is over: both reasons are true. */
function isBusyDecline(trace: Trace, call: Call, ended: EventNamed<'cx.ended'>, limits: Limits): boolean {
  if (ended.reason !== 'declinedElsewhere' && ended.reason !== 'unanswered') return false
  const life = call.lives.findLast(({ from }) => precedes(from, ended) !== 'no')
  if (!life || withinLimit(elapsed(life.from, ended), limits.alreadyOverEnd.value) === 'no') return false
  return anyExisted(trace, life.from, call.uuid) !== 'no'
}

/** When the app was told that the call was over, before it ended it: who declines without asking has a reason of its own. */
function lastTold({ trace }: Call, ended: TraceEvent): TraceEvent | undefined {
  const tellings = [
    ...trace.of('server.event').filter(({ event }) => event === 'ended'),
    ...trace.of('server.query').filter(({ state }) => state === 'ended'),
  ]
  return tellings.sort(compare).findLast((telling) => compare(telling, ended) < 0)
}

/** CALL-END-004 */
export const endOnce: Check = (trace) =>
  livesOf(trace).flatMap((call): Finding[] => {
    if (!call.from || call.ended?.endedBy === 'appDied') return []
    const name = `call ${short(call.uuid)}`
    const second = secondEnd(call)
    if (second) {
      const message = `${name} was ended again after it had ended; forget a call with its end`
      return [finding('fail', message, [call.from, ...second])]
    }
    if (call.ended) return [finding('pass', `${name} ended once`, [call.from, call.ended])]
    const end = trace.next(call.from, 'scenario.end')
    if (!end || ringsForNobody(call) || isDialledStill(call) || isUnknownEnd(trace, call)) return []
    return [
      finding(
        'fail',
        `${name} was still there at the end of the scenario; report its end or fulfil a CXEndCallAction`,
        [call.from, end],
      ),
    ]
  })

/** Nobody has answered or given up the call: the system's ring timeout would end it, only later than the trace. */
function ringsForNobody({ trace }: Call): boolean {
  return !trace.first('remote.cancel') && !trace.first('perform')
}

/** Nobody has ended the call that the user has placed, at either end: it goes on after the trace. */
function isDialledStill({ trace }: Call): boolean {
  const isOutgoing = trace.of('cx.callChanged')[0]?.outgoing
  const asked = trace.first('perform', ({ type }) => type === 'CXEndCallAction')
  return isOutgoing === true && !asked && !trace.first('remote.cancel')
}

/** The other side has ended the call, or a late notice of its earlier life has, and the app's server has not said so. */
function isUnknownEnd(trace: Trace, { uuid, from, trace: life }: Call): boolean {
  const call = callsOf(trace).get(uuid)
  const cancel = call?.trace.first('remote.cancel')
  if (!call || !from) return false
  if (cancel) return !knownOver(trace, call, { from }, cancel)
  const asked = life.first('perform', ({ type }) => type === 'CXEndCallAction')
  return call.lives.length > 1 && noticeOf(call) !== undefined && !asked
}

/**
 * An end of a call that the phone did not have any more, with what had ended it before. After an end by the system the
 * app may still report one: that is how it cleans up.
 */
function secondEnd({ trace, ended }: Call): TraceEvent[] | undefined {
  const second = trace.last('cx.ended', ({ known }) => !known)
  if (!second) return undefined
  const byPerson = ended?.endedBy === 'user' || ended?.endedBy === 'app' ? ended : undefined
  const fulfilled = trace.first('fulfill', ({ type }) => type === 'CXEndCallAction')
  const first = [trace.first('cx.ended'), fulfilled, byPerson].find(
    (end) => end && end !== second && precedes(end, second) === 'yes',
  )
  return first && [first, second]
}
