import { elapsed, microseconds, withinLimit } from '../trace/margin.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, wasSuspended } from './views/actions.ts'

/** ACT-DEADLINE-003 */
export const goByTimeoutDate: Check = (trace, { limits }) =>
  actionsOf(trace).flatMap(({ perform, entered, completions: [completion], timeout }): Finding[] => {
    const wait = entered && elapsed(perform, entered)
    if (!entered || !wait || withinLimit(wait, limits.actionEntry.value) !== 'no') return []
    const leftMs = microseconds(perform.timeoutMs - wait.ms)
    if (leftMs - wait.uncertaintyMs < limits.fairRest.value) return []
    const name = `${perform.type} of call ${short(perform.uuid)}, which reached the app with ${leftMs} ms left,`
    const limitMs = perform.timeoutMs
    if (completion && !timeout)
      return [timed(perform, completion, limitMs, (time) => `${name} was completed after ${time}`, [entered])]
    if (!timeout || wasSuspended(trace, entered, timeout)) return []
    const message = `${name} missed its date; reckon with the timeoutDate of the action, not with a span from its arrival`
    return [finding('fail', message, [perform, entered, timeout, completion], { limitMs })]
  })
