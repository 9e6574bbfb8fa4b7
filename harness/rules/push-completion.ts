import { precedes } from '../trace/margin.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { wasKeptFrom } from './views/actions.ts'
import { pushesOf } from './views/pushes.ts'

/** PUSH-COMPL-001 */
export const completeOnce: Check = (trace) =>
  pushesOf(trace).flatMap(({ push, enter, report, completions, terminate }): Finding[] => {
    // A call over Local Push Connectivity has no completion handler.
    if (!enter || enter.method === 'didReceiveIncomingCall') return []
    const name = `push ${short(push)}`
    const [completion, second] = completions
    if (second) {
      const message = `${name}: the completion handler was called ${completions.length} times; call it once`
      return [finding('fail', message, [enter, ...completions])]
    }
    if (completion && report && precedes(completion, report) === 'yes')
      return [
        finding('fail', `${name} was completed before it was reported; complete it afterwards`, [
          enter,
          completion,
          report,
        ]),
      ]
    if (completion) return [finding('pass', `${name} was completed once`, [enter, report, completion])]
    const end = trace.next(enter, 'scenario.end')
    if (terminate || !end) return []
    return [
      finding('fail', `${name} was never completed; call the completion handler after the report`, [
        enter,
        report,
        end,
      ]),
    ]
  })

/** PUSH-COMPL-002 */
export const completeWithoutWaiting: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap(({ push, enter, report, completions: [completion] }): Finding[] => {
    const from = report ?? enter
    if (!from || !completion || precedes(completion, from) === 'yes') return []
    const limitMs = limits.pushCompletion.value
    if (wasKeptFrom(trace, from, completion, limitMs)) return []
    const name = `push ${short(push)}`
    return [timed(from, completion, limitMs, (time) => `${name} was completed ${time} after its report`)]
  })
