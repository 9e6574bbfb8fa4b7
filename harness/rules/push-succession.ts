import { elapsed, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf, type Push } from './views/pushes.ts'

/** PUSH-REPORT-010 */
export const reportEach: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { deliver, enter, report } = push
    const shield = shieldOf(trace, push, limits.recentReport.value)
    if (!deliver || !enter || !shield) return []
    const name = `push ${short(push.push)}, ${elapsed(shield, deliver).ms} ms after ${whatShields(shield)},`
    if (report) return [finding('pass', `${name} has a report of its own`, [shield, deliver, enter, report])]
    const end = push.return ?? push.kill
    if (!end) return []
    const message = `${name} has no report of its own; report every push, PushKit looked away because of the one before`
    return [finding('fail', message, [shield, deliver, enter, end])]
  })

/**
 * What keeps PushKit, or callservicesd, from missing a report for this push. A call that is up is not meant:
 * PUSH-REPORT-008 is about that, and an app that was told that it need not report is free.
 */
function shieldOf(trace: Trace, { deliver, enter }: Push, limitMs: number): TraceEvent | undefined {
  if (!deliver) return undefined
  if (!deliver.mustReport) {
    const mayChoose = deliver.exemption !== 'outstandingPush' || enter?.method === 'didReceiveIncomingVoIPPush'
    return mayChoose ? undefined : trace.before(deliver, 'sys.deliver')
  }
  const recent = trace.previous(deliver, 'cx.report.call')
  if (!recent || withinLimit(elapsed(recent, deliver), limitMs) !== 'yes') return undefined
  return trace.after(recent, 'app.terminate', deliver).length > 0 ? undefined : recent
}

function whatShields({ name }: TraceEvent): string {
  return name === 'cx.report.call' ? 'another report' : 'another push that was not reported yet'
}
