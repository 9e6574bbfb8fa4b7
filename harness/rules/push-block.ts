import { finding, short } from './finding.ts'
import type { Check } from './rule.ts'

/** PUSH-BLOCK-001 */
export const stayClearOfBlock: Check = (trace, { limits }) => {
  const blocked = trace.of('sys.blocked').map((event) => {
    const message = `push ${short(event.push)} was not delivered: after ${event.missedReports} missed reports the system launches the app for pushes no more (limit ${limits.missedReports.value})`
    return finding('fail', message, [...trace.of('sys.kill'), event])
  })
  if (blocked.length > 0) return blocked
  const delivered = trace.of('sys.deliver')
  const isPut = delivered.length >= limits.missedReports.value
  return isPut ? [finding('pass', `${delivered.length} pushes were delivered, and none was held back`, delivered)] : []
}
