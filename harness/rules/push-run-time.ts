import { compare, elapsed, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { callsOf, type Call } from './views/calls.ts'
import { pushesOf } from './views/pushes.ts'

/** What an app does about the call of a push. */
const work = new Set<string>(['pk.completion', 'server.query', 'server.accept', 'server.decline', 'server.hangup'])

/** LIFE-004 */
export const liveOffTheCall: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap(({ push, deliver, report, completions }): Finding[] => {
    const call = report && callsOf(trace).get(report.uuid)
    // While the call is up it pays for the app; what a fault of the backend delays is not the app's.
    if (!deliver || !report || !call || call.from || call.trace.first('server.fault')) return []
    const limitMs = limits.pushRunTime.value
    const name = `what the app does about push ${short(push)}, whose call the system has refused,`
    const late = workOn(call, completions).find(
      (event) =>
        withinLimit(elapsed(deliver, event), limitMs) === 'no' &&
        !isForeground(trace, event) &&
        latestDelivery(trace, call.uuid, event) === deliver,
    )
    if (!late) {
      if (!isOver(trace, deliver, limitMs)) return []
      return [finding('pass', `${name} was done within ${limitMs} ms`, [deliver, report], { limitMs })]
    }
    const measuredMs = elapsed(deliver, late).ms
    const message = `${name} was done ${measuredMs} ms after its delivery (${late.name}); without a call a push buys ${limitMs} ms, and the app sleeps after them`
    return [finding('fail', message, [deliver, report, late], { measuredMs, limitMs })]
  })

/** The push that an app has had about a call before it did something: each buys it time anew. */
function latestDelivery(trace: Trace, uuid: string, at: TraceEvent): TraceEvent | undefined {
  return pushesOf(trace)
    .flatMap(({ deliver, report }) => (deliver && report?.uuid === uuid && compare(deliver, at) < 0 ? [deliver] : []))
    .toSorted(compare)
    .at(-1)
}

function workOn({ trace }: Call, completions: readonly TraceEvent[]): TraceEvent[] {
  return [...completions, ...trace.events.filter(({ name }) => work.has(name))].sort(compare)
}

/** An app on the screen runs as long as it likes. */
function isForeground(trace: Trace, at: TraceEvent): boolean {
  const launch = trace.previous(at, 'app.launch')
  const state = launch && trace.after(launch, 'app.state', at).at(-1)
  return (state ?? launch)?.state === 'foreground'
}

function isOver(trace: Trace, deliver: TraceEvent, limitMs: number): boolean {
  const last = trace.events.at(-1)
  return last !== undefined && withinLimit(elapsed(deliver, last), limitMs) === 'no'
}
