import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventName } from '../trace/events.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Limits } from './limits.ts'
import type { Check, Finding } from './rule.ts'
import { anyExisted, callsOf, lifeAt, nextLife, type Call, type Life } from './views/calls.ts'
import { pushesOf } from './views/pushes.ts'

const CALL_UUID_ALREADY_EXISTS = 2
const references = [
  'fulfill',
  'fail',
  'cx.ended',
  'cx.updated',
  'cx.outgoing.connecting',
  'cx.outgoing.connected',
] as const satisfies readonly EventName[]

/** CALL-UUID-001 */
export const sameUUID: Check = (trace) => [...reportedAsAnnounced(trace), ...referredToKnown(trace)]

function reportedAsAnnounced(trace: Trace): Finding[] {
  return pushesOf(trace).flatMap(({ push, sent, report }): Finding[] => {
    const uuid = sent?.uuid
    if (!sent || uuid === undefined || sent.malformation !== undefined || !report) return []
    if (report.uuid === uuid)
      return [finding('pass', `call ${short(uuid)} was reported under the UUID of its push`, [sent, report])]
    const message = `push ${short(push)} announced call ${short(uuid)}, but ${short(report.uuid)} was reported; use the UUID from the payload`
    return [finding('fail', message, [sent, report])]
  })
}

function referredToKnown(trace: Trace): Finding[] {
  const started = new Set(trace.of('tx.request').flatMap(({ actions }) => actions.map(({ uuid }) => uuid)))
  return [...callsOf(trace).values()].flatMap((call): Finding[] => {
    const first = references.flatMap((name) => call.trace.first(name) ?? []).sort(compare)[0]
    if (!first) return []
    if (started.has(call.uuid) || isKnown(call))
      return [
        finding('pass', `what the app said about call ${short(call.uuid)} was about a call that there is`, [first]),
      ]
    const message = `"${first.name}" names call ${short(call.uuid)}, which was neither reported nor started; keep one UUID per call`
    return [finding('fail', message, [first])]
  })
}

function isKnown({ trace }: Call): boolean {
  const isAccepted = trace.of('cx.report.result').some(({ error }) => error === undefined)
  return (
    isAccepted || [trace.first('cx.report.call'), trace.first('perform'), trace.first('cx.callChanged')].some(Boolean)
  )
}

/** CALL-UUID-002 */
export const knownCallUndisturbed: Check = (trace, { limits }) =>
  [...callsOf(trace).values()].flatMap((call) =>
    call.trace.of('cx.report.result').flatMap((result): Finding[] => {
      const life = result.error?.code === CALL_UUID_ALREADY_EXISTS ? lifeAt(call, result) : undefined
      return life ? [judgeSecondReport(trace, call, life, result, limits)] : []
    }),
  )

function judgeSecondReport(trace: Trace, call: Call, life: Life, result: TraceEvent, limits: Limits): Finding {
  const name = `call ${short(call.uuid)}`
  const end = endByMistake(trace, call, life, result)
  const isAtOnce = end ? withinLimit(elapsed(result, end), limits.knownCallEnd.value) : 'no'
  if (end && isAtOnce !== 'no' && !isOwnEnd(trace, call, life, end, limits)) {
    const message = `${name} was ended although its second report was only refused as known`
    const isSure = isAtOnce === 'yes' && precedes(result, end) === 'yes'
    return finding(isSure ? 'fail' : 'inconclusive', message, [result, end])
  }
  const offers = secondSession(call, life, result)
  if (offers) {
    const message = `${name} got a second media session after its report was refused as known`
    return finding('fail', message, [result, ...offers])
  }
  return finding('pass', `${name} went on undisturbed after its second report was refused`, [result])
}

/** An end by the app that neither the user nor the other side nor failing media has asked for. */
function endByMistake(trace: Trace, call: Call, life: Life, result: TraceEvent): TraceEvent | undefined {
  const next = nextLife(call, life)
  const requests = trace
    .of('tx.request')
    .filter(({ actions }) => actions.some(({ type, uuid }) => type === 'CXEndCallAction' && uuid === call.uuid))
  const end = [...call.trace.of('cx.ended'), ...requests]
    .sort(compare)
    .find((event) => precedes(result, event) !== 'no' && !(next && compare(next, event) < 0))
  if (!end) return undefined
  const causes = [
    call.trace.first('remote.cancel'),
    call.trace.first('server.query', ({ state }) => state === 'ended'),
    call.trace.first('media.failed'),
    call.trace.first('perform', ({ type, by }) => type === 'CXEndCallAction' && by !== 'app'),
    call.trace.first('timeout'),
    call.trace.after(life.from, 'scenario.hangUp', next)[0],
    trace.next(result, 'ui.tap'),
  ]
  return causes.some((cause) => cause && precedes(cause, end) !== 'no') ? undefined : end
}

/**
 * Whatever came just before, an app may give up a long ring by itself, and end at once what it could not read, and what
 * comes during another call.
 */
function isOwnEnd(trace: Trace, call: Call, { from }: Life, end: TraceEvent, limits: Limits): boolean {
  if (call.trace.after(from, 'perform', end).length > 0) return false
  const rung = elapsed(from, end)
  const isGivenUp = end.name !== 'cx.ended' || end.reason === 'unanswered'
  if (isGivenUp && withinLimit(rung, limits.ringAtLeast.value) !== 'yes') return true
  if (end.name !== 'cx.ended' || withinLimit(rung, limits.knownCallEnd.value) === 'no') return false
  const unreadable = call.trace.first('push.sent', ({ malformation }) => malformation !== undefined)
  return (end.reason === 'failed' && unreadable !== undefined) || anyExisted(trace, from, call.uuid) !== 'no'
}

function secondSession(call: Call, life: Life, result: TraceEvent): EventNamed<'media.offer'>[] | undefined {
  const [second] = call.trace.after(result, 'media.offer', nextLife(call, life))
  const first = second && call.trace.after(life.from, 'media.offer').findLast((offer) => compare(offer, second) < 0)
  if (!first || !second) return undefined
  // An app may try again where media have failed, or are refused because the call is over.
  const retried = [call.trace.next(first, 'media.failed'), call.trace.first('remote.cancel')]
  return retried.some((reason) => reason && compare(reason, second) < 0) ? undefined : [first, second]
}
