import { finding } from './finding.ts'
import type { Check } from './rule.ts'

const meanings = {
  missedReport: 'a push was not reported',
  deliveryStopped: 'pushes do not launch the app any more',
} as const

/** DBG-001 */
export const heedAlerts: Check = (trace) => {
  const alerts = trace.of('sys.developerAlert')
  if (alerts.length > 0)
    return alerts.map((alert) => {
      const message = `iOS has shown the developer an alert: ${meanings[alert.about]}; App Store builds do the same wrong without one`
      return finding('fail', message, [trace.previous(alert, 'sys.deliver'), alert])
    })
  const reported = trace.of('cx.report.call')
  return reported.length > 0 ? [finding('pass', 'no alert was shown to the developer', reported.slice(0, 1))] : []
}
