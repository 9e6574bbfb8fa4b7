import { compare, elapsed } from '../trace/margin.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf } from './views/pushes.ts'

/** LIFE-005 */
export const reportBeforeEngine: Check = (trace) =>
  pushesOf(trace).flatMap(({ push, deliver, enter, report }): Finding[] => {
    const launch = deliver && trace.previous(deliver, 'app.launch')
    const earlier = deliver && trace.before(deliver, 'sys.deliver')
    if (!enter || !report || launch?.reason !== 'push' || (earlier && compare(launch, earlier) < 0)) return []
    const name = `push ${short(push)}, which launched the app,`
    const ready = trace
      .after(enter, 'nc.post', report)
      .find(({ notification }) => notification === 'RCTJavaScriptDidLoadNotification')
    if (!ready)
      return [finding('pass', `${name} was reported without the engine of an upper layer`, [launch, enter, report])]
    const message = `${name} was reported ${elapsed(ready, report).ms} ms after its JavaScript had loaded; report in native code, before any engine runs`
    return [finding('fail', message, [launch, enter, ready, report])]
  })
