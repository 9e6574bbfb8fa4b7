import { elapsed, withinLimit } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import { finding } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { isTooLate } from './views/too-late.ts'

/** What PushKit says before it ends an app that is not linked with CallKit. */
const NOT_LINKED = /must link the CallKit framework/

/** PUSH-SETUP-004 */
export const declareCapabilities: Check = (trace, { limits }) => {
  const wrong = [
    ...trace.of('app.terminate').flatMap((end): Finding[] => {
      if (!NOT_LINKED.test(end.reason)) return []
      return [finding('fail', `the app was ended (${end.reason}); link CallKit`, [end])]
    }),
    ...trace.of('cx.report.result').flatMap((result): Finding[] => {
      if (!isMissingBackgroundMode(result)) return []
      const message = 'a report was refused for want of the background mode; add voip to UIBackgroundModes'
      return [finding('fail', message, [result])]
    }),
    ...trace.of('pk.registry').flatMap((registry): Finding[] => {
      const limitMs = limits.tokenIssue.value
      const ended = trace.next(registry, 'app.terminate')
      const isGranted = trace.after(registry, 'pk.token', ended).length > 0
      const hadNoTime = ended && withinLimit(elapsed(registry, ended), limitMs) !== 'no'
      if (!registry.desiredPushTypes.includes('PKPushTypeVoIP') || isGranted || hadNoTime) return []
      if (!isTooLate(trace, registry, limitMs)) return []
      const message = 'the app asked for VoIP pushes and got no token; give its build the aps-environment entitlement'
      return [finding('fail', message, [registry])]
    }),
  ]
  const granted = trace.first('pk.token')
  return wrong.length > 0 || !granted ? wrong : [finding('pass', 'the build declares what calls take', [granted])]
}

function isMissingBackgroundMode({ error }: EventNamed<'cx.report.result'>): boolean {
  return error?.domain === 'com.apple.CallKit.error' && error.code === 3
}
