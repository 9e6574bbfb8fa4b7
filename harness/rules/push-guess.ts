import { elapsed, latest, withinLimit } from '../trace/margin.ts'
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
      return [finding('pass', `${name} went unreported, and was exempt (${deliver.exemption})`, [deliver, enter, end])]
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
  const isRecent = (event: TraceEvent) => withinLimit(elapsed(event, deliver), limitMs) === 'yes'
  const left = leftForeground(trace, deliver)
  const launch = trace.previous(deliver, 'app.launch')
  const changes = launch ? trace.after(launch, 'cx.callChanged', deliver) : []
  const last = latest<TraceEvent | undefined>(
    left,
    changes.findLast(({ hasEnded }) => hasEnded),
  )
  if (!last || !isRecent(last)) return undefined
  const what = last === left ? 'the app had left the foreground' : 'a call had ended'
  return { event: last, was: `${what} ${elapsed(last, deliver).ms} ms before its delivery` }
}

/** Where the process that the push is delivered to was in the foreground last, and left it. */
function leftForeground(trace: Trace, deliver: Deliver): TraceEvent | undefined {
  const launch = trace.previous(deliver, 'app.launch')
  const states = launch ? trace.after(launch, 'app.state', deliver) : []
  const shown = latest<EventNamed<'app.launch' | 'app.state'> | undefined>(
    launch?.state === 'foreground' ? launch : undefined,
    states.findLast(({ state }) => state === 'foreground'),
  )
  return shown && trace.after(shown, 'app.state', deliver)[0]
}
