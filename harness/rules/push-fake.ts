import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { isReportedInTime, missedReport, pushesOf } from './views/pushes.ts'

/** PUSH-REPORT-011 */
export const fakeNoReport: Check = (trace) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { deliver, enter, report } = push
    const missed = missedReport(push)
    if (!enter || (!missed && !isReportedInTime(push))) return []
    const name = `push ${short(push.push)}`
    const faked = trace
      .after(enter, 'nc.post', push.return ?? push.kill)
      .find(({ notification }) => notification === 'PKPushIncomingCallReportedNotification')
    if (!missed) return [finding('pass', `${name} was reported in truth`, [deliver, enter, report])]
    if (!faked) return []
    const message = `${name} was not reported, but its process posted ${faked.notification}; that silences PushKit only, so report the call instead`
    return [finding('fail', message, [deliver, enter, faked, missed, push.kill])]
  })
