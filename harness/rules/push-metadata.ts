import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { isReportedInTime, missedReport, pushesOf } from './views/pushes.ts'

/** PUSH-REPORT-006 */
export const obeyMustReport: Check = (trace) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { deliver, enter, report } = push
    if (!deliver || enter?.method !== 'didReceiveIncomingVoIPPush') return []
    const name = `push ${short(push.push)}, with mustReport ${deliver.mustReport},`
    const missed = missedReport(push)
    if (!missed && !isReportedInTime(push)) return []
    const proof = [deliver, enter, report, missed]
    if (!missed) return [finding('pass', `${name} was reported`, proof)]
    if (!deliver.mustReport) return [finding('pass', `${name} was left unreported, as it may be`, proof)]
    const message = `${name} was not reported before its delegate method returned; where mustReport is true, report`
    return [finding('fail', message, proof)]
  })
