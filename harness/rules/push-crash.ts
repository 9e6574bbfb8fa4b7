import { elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { isTooLate } from './views/too-late.ts'

type Start = EventNamed<'sys.deliver' | 'app.launch'>

/** LIFE-003 */
export const surviveThePush: Check = (trace, { limits }) =>
  [...trace.of('sys.deliver'), ...launchesForPushes(trace)].flatMap((start): Finding[] => {
    const limitMs = limits.reportWindow.value
    const what = start.name === 'sys.deliver' ? `push ${short(start.push)} was delivered` : 'a push had it launched'
    const end = trace.next(start, 'app.terminate')
    const margin = end && withinLimit(elapsed(start, end), limitMs)
    if (!end || margin === 'no') {
      if (start.name === 'app.launch' || !isTooLate(trace, start, limitMs)) return []
      return [finding('pass', `the app lived on after ${what}`, [start], { limitMs })]
    }
    if (end.by !== 'app') return []
    const { ms: measuredMs } = elapsed(start, end)
    const message = `the app ended by itself (${end.code}) ${measuredMs} ms after ${what}: ${end.reason}; a crash within ${limitMs} ms counts like a missed report`
    const outcome = margin === 'yes' ? 'fail' : 'inconclusive'
    return [finding(outcome, message, [start, end], { measuredMs, limitMs })]
  })

/** Launches for a push that was never handed over: the process was gone before. */
function launchesForPushes(trace: Trace): Start[] {
  return trace.of('app.launch').filter((launch) => {
    const delivered = trace.next(launch, 'sys.deliver')
    const died = trace.next(launch, 'app.terminate')
    return launch.reason === 'push' && died && (!delivered || precedes(died, delivered) === 'yes')
  })
}
