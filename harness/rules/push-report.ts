import { redactPayload } from '../../mocks/events/redact.ts'
import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { callsOf, nextLife } from './views/calls.ts'
import { endedOtherwise } from './views/ended-otherwise.ts'
import { knownOver } from './views/known-over.ts'
import { standsIn } from './views/stand-ins.ts'
import { isTooLate } from './views/too-late.ts'
import { isReportedInTime, pushesOf } from './views/pushes.ts'

/** The exit code of a process that callservicesd has killed for a report that did not come. */
const MISSED_REPORT = '0xBAADCA11'
/** The exception that PushKit raises when a delegate returns without a report. */
const UNHANDLED_PUSH = 'NSInternalInconsistencyException'
const PAYLOAD_EXCERPT = 200

/** PUSH-REPORT-001 */
export const reportBeforeReturn: Check = (trace) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { deliver, enter, report } = push
    if (!deliver?.mustReport || !enter) return []
    const name = `push ${short(push.push)}`
    if (report && isReportedInTime(push))
      return [
        finding('pass', `${name} was reported before its delegate call returned`, [
          deliver,
          enter,
          report,
          push.return,
        ]),
      ]
    if (!push.return) return []
    const after = report ? `, ${elapsed(push.return, report).ms} ms too early for its report` : ' without any report'
    const crash = push.terminate?.code === UNHANDLED_PUSH ? push.terminate : undefined
    return [
      finding(
        'fail',
        `${name} (app in state ${deliver.state}): the delegate method returned${after}; call reportNewIncomingCall before it returns`,
        [deliver, enter, push.return, report, crash],
      ),
    ]
  })

/** PUSH-REPORT-002 */
export const reportWithinWindow: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { deliver, report, kill, terminate } = push
    if (!deliver?.mustReport) return []
    const limitMs = limits.reportWindow.value
    const name = `push ${short(push.push)}`
    if (kill?.code.toUpperCase() === MISSED_REPORT.toUpperCase()) {
      const measuredMs = elapsed(deliver, kill).ms
      const message = `${name}: the system killed the app (${kill.code}) ${measuredMs} ms after the delivery for want of a report; report within ${limitMs} ms`
      return [finding('fail', message, [deliver, push.enter, kill, report, terminate], { measuredMs, limitMs })]
    }
    if (report) return [timed(deliver, report, limitMs, (time) => `${name} was reported ${time} after its delivery`)]
    if (terminate && elapsed(deliver, terminate).ms <= limitMs) return []
    const last = trace.events.at(-1)
    if (!last || elapsed(deliver, last).ms <= limitMs) return []
    const message = `${name} was not reported within ${limitMs} ms of its delivery${push.enter ? '' : '; its delegate was never entered'}`
    return [finding('fail', message, [deliver, push.enter], { limitMs })]
  })

/** PUSH-REPORT-003 */
export const reportSynchronously: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { enter, report } = push
    if (!enter || !report) return []
    const name = `push ${short(push.push)}`
    const measuredMs = elapsed(enter, report).ms
    if (push.return && compare(push.return, report) < 0) {
      const late = elapsed(push.return, report).ms
      const message = `${name} was reported ${late} ms after the delegate method had returned; report on its stack, before any await or dispatch`
      return [finding('fail', message, [enter, push.return, report], { measuredMs, limitMs: 0 })]
    }
    const warnMs = limits.entryToReportWarn.value
    const failMs = limits.entryToReport.value
    const outcome = measuredMs <= warnMs ? 'pass' : measuredMs <= failMs ? 'deviates' : 'fail'
    const limitMs = outcome === 'fail' ? failMs : warnMs
    const advice = outcome === 'pass' ? '' : '; nothing that waits may stand before the report'
    const message = `${name} was reported ${measuredMs} ms after the delegate was entered (limit ${limitMs} ms)${advice}`
    return [finding(outcome, message, [enter, report, push.return], { measuredMs, limitMs })]
  })

/** PUSH-REPORT-004 */
export const reportMalformed: Check = (trace) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { sent, deliver, enter, report } = push
    if (sent?.malformation === undefined || !enter) return []
    const mandatory = deliver?.mustReport === true
    const name = `push ${short(push.push)} (${sent.malformation})`
    if (report && (!mandatory || isReportedInTime(push)))
      return [finding('pass', `${name} was reported as call ${short(report.uuid)}`, [sent, enter, report])]
    const end = push.return ?? push.kill ?? push.terminate
    if (!mandatory || !end) return []
    const moment = push.return ? 'its delegate method returned' : 'the app died'
    const message = `${name} was not reported before ${moment}; report a fresh UUID and a stand-in caller, then end the call. Payload: ${excerpt(sent.payload)}`
    return [finding('fail', message, [sent, deliver, enter, end, report])]
  })

/** PUSH-REPORT-005 */
export const reportAlreadyOver: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { sent, deliver, report } = push
    const uuid = sent?.uuid
    if (uuid === undefined) return []
    const cancel = callsOf(trace).get(uuid)?.trace.first('remote.cancel')
    if (!deliver || !cancel || precedes(cancel, deliver) !== 'yes') return []
    const name = `push ${short(push.push)} for call ${short(uuid)}, over before its delivery,`
    if (report) return endOfReported(trace, report, cancel, limits.alreadyOverEnd.value, name)
    const end = push.return ?? push.kill
    if (!deliver.mustReport || !end) return []
    const message = `${name} was not reported; report it, then end it with the reason ${cancel.reason}`
    return [finding('fail', message, [cancel, deliver, push.enter, end])]
  })

function endOfReported(
  trace: Trace,
  report: EventNamed<'cx.report.call'>,
  cancel: EventNamed<'remote.cancel'>,
  limitMs: number,
  name: string,
): Finding[] {
  const call = callsOf(trace).get(report.uuid)
  // From a push that cannot be read, the app cannot know which call is over.
  if (!call || standsIn(trace, call)) return []
  const life = call.lives.find(
    ({ from, ended }) => compare(from, report) <= 0 && (!ended || compare(report, ended) < 0),
  )
  // What the server kept to itself before a second push for the call, it has not told by that push either.
  const over = knownOver(trace, call, life ?? { from: report }, cancel)
  if (!over) return []
  const known: TraceEvent = compare(over, report) > 0 ? over : report
  const refusal = call.trace.next(report, 'cx.report.result')
  if (refusal?.error && !life) return [finding('pass', `${name} was reported and refused`, [cancel, report, refusal])]
  const [ended] = call.trace.after(report, 'cx.ended', life && nextLife(call, life))
  if (ended)
    return [
      timed(known, ended, limitMs, (time) => `${name} was ended ${time} after the app could know`, [cancel, report]),
    ]
  // A call that somebody else ended soon enough leaves the app no time to do it.
  const otherwise = life && endedOtherwise(call, life)
  const isEndedSoon = otherwise && withinLimit(elapsed(known, otherwise), limitMs) !== 'no'
  if (!life || isEndedSoon || !(life.ended ?? isTooLate(trace, known, limitMs))) return []
  const message = `${name} was reported and then left ringing; end it with the reason ${cancel.reason} within ${limitMs} ms`
  return [finding('fail', message, [cancel, report], { limitMs })]
}

function excerpt(payload: unknown): string {
  const text = JSON.stringify(redactPayload(payload)) ?? 'none'
  return text.length > PAYLOAD_EXCERPT ? `${text.slice(0, PAYLOAD_EXCERPT)}…` : text
}
