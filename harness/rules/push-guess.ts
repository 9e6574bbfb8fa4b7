import { compare, elapsed, latest, microseconds } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf } from './views/pushes.ts'

type Deliver = EventNamed<'sys.deliver'>

/** PUSH-REPORT-007 */
export const guessNoExemption: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap(({ push, sent, deliver, enter, report, return: end, completions: [done] }): Finding[] => {
    if (!deliver || !enter || sent?.malformation !== undefined) return []
    const name = `push ${short(push)}`
    if (!deliver.mustReport) {
      if (report || !end) return []
      return [
        finding('pass', `${name} went unreported, and was exempt (${deliver.exemption ?? 'nobody knows why'})`, [
          deliver,
          enter,
          end,
        ]),
      ]
    }
    const ground = outdatedGround(trace, deliver, limits.staleState.value)
    if (!ground) return []
    if (report) return [finding('pass', `${name} was reported, though ${ground.was}`, [ground.event, deliver, report])]
    // Without its completion the app may have meant to report it later.
    if (!end || !done) return []
    const message = `${name} was not reported: ${ground.was}, but the system decides at the delivery; report it, whatever the app takes its state for`
    return [finding('fail', message, [ground.event, deliver, enter, done, end])]
  })

/** What would have exempted the push a moment before. */
function outdatedGround(trace: Trace, deliver: Deliver, limitMs: number) {
  const since = { ...deliver, at: microseconds(deliver.at - limitMs), seq: 0 }
  const left = trace.after(since, 'app.state', deliver).findLast((state) => leavesForeground(trace, state))
  const ended = trace.after(since, 'cx.callChanged', deliver).findLast(({ hasEnded }) => hasEnded)
  const ground = latest<TraceEvent | undefined>(left, ended)
  const launch = trace.previous(deliver, 'app.launch')
  if (!ground || (launch && compare(ground, launch) < 0)) return undefined
  const what = ground === left ? 'the app had left the foreground' : 'a call had ended'
  return { event: ground, was: `${what} ${elapsed(ground, deliver).ms} ms before its delivery` }
}

function leavesForeground(trace: Trace, event: EventNamed<'app.state'>): boolean {
  const before = latest<EventNamed<'app.launch' | 'app.state'> | undefined>(
    trace.before(event, 'app.state'),
    trace.previous(event, 'app.launch'),
  )
  return event.state !== 'foreground' && before?.state === 'foreground'
}
