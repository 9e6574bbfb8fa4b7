import { elapsed, withinLimit } from '../trace/margin.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf } from './views/pushes.ts'
import { isTooLate } from './views/too-late.ts'

/** PUSH-LPC-001 */
export const reportLocalPush: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap(({ push, deliver, enter, report, kill, terminate }): Finding[] => {
    if (!deliver?.local) return []
    const limitMs = limits.reportWindow.value
    const name = `call ${short(push)} over Local Push Connectivity`
    if (report && withinLimit(elapsed(deliver, report), limitMs) !== 'no')
      return [timed(deliver, report, limitMs, (time) => `${name} was reported ${time} after its delivery`, [enter])]
    const gone = !kill && terminate && withinLimit(elapsed(deliver, terminate), limitMs) !== 'no'
    if (gone || !(kill ?? isTooLate(trace, deliver, limitMs))) return []
    const advice = enter
      ? 'report it in the method of the delegate'
      : 'no manager had a delegate: set it on those of loadAllFromPreferences, in every launch'
    return [
      finding('fail', `${name} was not reported within ${limitMs} ms; ${advice}`, [deliver, enter, kill], { limitMs }),
    ]
  })
