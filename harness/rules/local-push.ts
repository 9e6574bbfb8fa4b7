import { elapsed } from '../trace/margin.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf } from './views/pushes.ts'
import { isTooLate } from './views/too-late.ts'

/** PUSH-LPC-001 */
export const reportLocalPush: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap(({ push, deliver, enter, report, kill, terminate }): Finding[] => {
    if (!deliver?.local) return []
    const limitMs = limits.reportWindow.value
    const name = `call ${short(push)} over Local Push Connectivity`
    if (report && elapsed(deliver, report).ms <= limitMs)
      return [finding('pass', `${name} was reported`, [deliver, enter, report], { limitMs })]
    const gone = !kill && terminate && elapsed(deliver, terminate).ms <= limitMs
    if (gone || !(kill ?? isTooLate(trace, deliver, limitMs))) return []
    const advice = enter
      ? 'report it in the method of the delegate'
      : 'no manager had a delegate: set it on those of loadAllFromPreferences, in every launch'
    return [
      finding('fail', `${name} was not reported within ${limitMs} ms; ${advice}`, [deliver, enter, kill], { limitMs }),
    ]
  })
