import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf, type Push } from './views/pushes.ts'
import type { Trace } from '../trace/trace.ts'

/** PUSH-REPORT-008 */
export const reportDuringCall: Check = (trace) =>
  exempt(trace)
    .filter(({ deliver }) => deliver?.exemption === 'activeCall')
    .flatMap((push) => judge(push, 'came during a call', 'report it under the UUID of that call'))

/** PUSH-REPORT-009 */
export const reportExempt: Check = (trace) =>
  exempt(trace).flatMap((push) =>
    judge(
      push,
      `was exempt (${push.deliver?.exemption ?? 'nobody knows why'})`,
      'report it all the same: the system decides when it is',
    ),
  )

/** The delivered pushes that the system demanded no report for. */
function exempt(trace: Trace): Push[] {
  return pushesOf(trace).filter(({ deliver }) => deliver?.mustReport === false)
}

function judge({ push, deliver, enter, report, return: end }: Push, what: string, advice: string): Finding[] {
  const name = `push ${short(push)}, which ${what},`
  if (report) return [finding('pass', `${name} was reported`, [deliver, enter, report])]
  if (!enter || !end) return []
  return [finding('deviates', `${name} was not reported; ${advice}`, [deliver, enter, end])]
}
