import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Limits } from './limits.ts'
import type { Check, Finding } from './rule.ts'
import { anyExisted, type Call } from './views/calls.ts'
import { noticeOf, swallowedNotice } from './views/notices.ts'
import { codeOf, incomingCallErrors, refusedReportsOf, type RefusedReport } from './views/refused-reports.ts'
import { isTooLate } from './views/too-late.ts'

/** CALL-ERR-000 */
export const acceptRefusal: Check = (trace, { limits }) =>
  refusedReportsOf(trace).flatMap((refused) => {
    const findings = keepQuiet(trace, refused, limits)
    // Who is silenced on this device may still be taken by another: whether the backend is told is the app's choice.
    return isSilenced(refused) ? findings : [...findings, ...tellBackend(trace, refused, limits)]
  })

/** CALL-ERR-001 */
export const beEntitled: Check = (trace) =>
  trace.of('cx.report.result').map((result): Finding => {
    const name = `the report of call ${short(result.uuid)}`
    if (codeOf(result) !== incomingCallErrors.unentitled)
      return finding('pass', `${name} came from an app that may use CallKit`, [result])
    const message = `${name} was refused (unentitled); the build lacks what lets it use CallKit: look at its entitlements and background modes`
    return finding('fail', message, [result])
  })

/** CALL-ERR-003 */
export const staySilentInFocus: Check = (trace, { limits }) =>
  refusedReportsOf(trace)
    .filter(({ code }) => code === incomingCallErrors.filteredByDoNotDisturb)
    .flatMap((refused) => keepQuiet(trace, refused, limits))

/** CALL-ERR-004 */
export const declineBlocked: Check = (trace, { limits }) =>
  refusedReportsOf(trace)
    .filter(({ code }) => code === incomingCallErrors.filteredByBlockList)
    .flatMap((refused) => [...keepQuiet(trace, refused, limits), ...tellBackend(trace, refused, limits)])

/** CALL-ERR-005 */
export const takeUnknownQuietly: Check = (trace, { limits }) =>
  refusedReportsOf(trace)
    .filter(({ code = 0 }) => code > incomingCallErrors.filteredByBlockList)
    .flatMap((refused) => keepQuiet(trace, refused, limits))

/** Whether the user, and not somebody's mistake or the caller's person, is why a call does not ring here. */
function isSilenced({ code = incomingCallErrors.unknown }: RefusedReport): boolean {
  return code === incomingCallErrors.filteredByDoNotDisturb || code > incomingCallErrors.filteredByBlockList
}

function keepQuiet(trace: Trace, refused: RefusedReport, limits: Limits): Finding[] {
  const { result, caseName, call } = refused
  const name = `call ${short(call.uuid)}, refused (${caseName}),`
  const limitMs = limits.refusalNotice.value
  const done = worksFor(trace, refused, limitMs)[0]
  if (done) {
    const what = done.name === 'audio.io.start' ? 'was heard all the same' : `was gone on with (${done.name})`
    return [finding('fail', `${name} ${what}; without a call on the screen there is none: stay silent`, [result, done])]
  }
  return isTooLate(trace, result, limitMs) ? [finding('pass', `${name} was dropped`, [result])] : []
}

/** What an app does for a call that it takes to be there, apart from what was under way at the refusal. */
function worksFor(trace: Trace, { call, result, next }: RefusedReport, noticeMs: number): TraceEvent[] {
  const sounds = trace.after(result, 'audio.io.start', next.ofAny).filter((start) => anyExisted(trace, start) === 'no')
  const steps = [
    ...(isUnderWay(call, 'accept', result) ? [] : call.trace.after(result, 'server.accept', next.ofCall)),
    ...(isUnderWay(call, 'media', result) ? [] : call.trace.after(result, 'media.offer', next.ofCall)),
  ]
  return [...sounds, ...steps.filter((step) => withinLimit(elapsed(result, step), noticeMs) === 'no')].sort(compare)
}

/** Whether a scripted fault has delayed what an app, or the process before it, had asked for until after the refusal. */
function isUnderWay({ trace }: Call, operation: 'accept' | 'media', result: TraceEvent): boolean {
  return (
    trace.first('server.fault', (fault) => fault.operation === operation && compare(fault, result) < 0) !== undefined
  )
}

function tellBackend(trace: Trace, { call, result, caseName }: RefusedReport, limits: Limits): Finding[] {
  const events = call.trace
  const limitMs = limits.hangUp.value
  const isKnownToBackend = events.first('remote.dial') ?? events.first('push.sent')
  if (!isKnownToBackend) return []
  const name = `call ${short(call.uuid)}, refused (${caseName}),`
  const told = noticeOf(call)
  // A call is declined once, however often it is pushed and refused.
  if (told && precedes(told, result) === 'yes')
    return [finding('pass', `${name} had been declined at the backend before`, [told, result])]
  const isInTime = told && withinLimit(elapsed(result, told), limitMs) !== 'no'
  if (!isInTime && isSpared(trace, call, result, limitMs)) return []
  if (told) return [timed(result, told, limitMs, (time) => `${name} was declined at the backend after ${time}`)]
  if (!isTooLate(trace, result, limitMs)) return []
  const message = `${name} was not declined at the backend within ${limitMs} ms; the caller waits for nobody`
  return [finding('fail', message, [result], { limitMs })]
}

/** The call was over anyway, the backend was made to fail, or the app was kept from running. */
function isSpared(trace: Trace, call: Call, result: TraceEvent, limitMs: number): boolean {
  const hindrances = [
    call.trace.first('remote.cancel'),
    swallowedNotice(call),
    trace.next(result, 'app.terminate'),
    trace.after(result, 'app.state').find(({ state }) => state === 'suspended'),
  ]
  return hindrances.some((event) => event && withinLimit(elapsed(result, event), limitMs) !== 'no')
}
