import { elapsed, precedes } from '../trace/margin.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf } from './views/pushes.ts'

/** LIFE-005 */
export const reportBeforeEngine: Check = (trace) =>
  pushesOf(trace).flatMap(({ push, deliver, enter, report }): Finding[] => {
    const launch = deliver && trace.previous(deliver, 'app.launch')
    const isCold = launch?.reason === 'push' && trace.after(launch, 'sys.deliver', deliver).length === 1
    if (!enter || !report || !isCold) return []
    const name = `push ${short(push)}, which launched the app,`
    const ready = trace
      .after(enter, 'nc.post')
      .find(({ notification }) => notification === 'RCTJavaScriptDidLoadNotification')
    if (!ready || precedes(ready, report) !== 'yes')
      return [finding('pass', `${name} was reported without the engine of an upper layer`, [launch, enter, report])]
    const message = `${name} was reported ${elapsed(ready, report).ms} ms after its JavaScript had loaded; report in native code, before any engine runs`
    return [finding('fail', message, [launch, enter, ready, report])]
  })
