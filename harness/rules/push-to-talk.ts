import { finding, short } from './finding.ts'
import type { Check } from './rule.ts'

/** PTT-001 */
export const doWithoutPushToTalk: Check = (trace) => {
  const uses = trace.of('sys.pushToTalk')
  if (uses.length > 0)
    return uses.map((use) => {
      const message = `push ${short(use.push)} came to an app with the entitlement for unrestricted push-to-talk, which exempts nobody once the app is built with the SDK of iOS 26; use the PushToTalk framework, and report every VoIP push`
      return finding('fail', message, [trace.previous(use, 'sys.deliver'), use])
    })
  const delivered = trace.of('sys.deliver')
  return delivered.length > 0 ? [finding('pass', 'no push counted on push-to-talk', delivered.slice(0, 1))] : []
}
