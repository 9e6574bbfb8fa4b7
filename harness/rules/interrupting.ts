import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import type { Call } from './views/calls.ts'
import { connectable, leaving } from './views/connecting.ts'
import { livesOf } from './views/lives.ts'

/** MULTI-006 */
export const connectedBeforeInterruption: Check = (trace, { limits }) =>
  livesOf(trace).flatMap((call): Finding[] => {
    const answered = call.from && call.trace.first('server.start') && call.trace.first('remote.answered')
    const interruption = answered && interruptionOf(trace, call, answered)
    const over = leaving(call)
    if (!answered || !interruption || (over && compare(over, interruption) < 0)) return []
    const connected = call.trace.first('cx.outgoing.connected')
    const name = `outgoing call ${short(call.uuid)}`
    const proof = [answered, connected, interruption]
    if (connected && precedes(connected, interruption) === 'yes')
      return [finding('pass', `${name} was reported connected before another call came`, proof)]
    const limitMs = limits.outgoingConnected.value
    const due = connectable(call, answered)
    if (!due || withinLimit(elapsed(due, interruption), limitMs) !== 'no') return []
    const outcome = connected && precedes(connected, interruption) === 'unknown' ? 'inconclusive' : 'fail'
    const message = `${name} was answered, but not reported connected when another call came: the system offers neither to hold nor to end it; call reportOutgoingCall(with:connectedAt:)`
    return [finding(outcome, message, proof, { limitMs })]
  })

/** The first call of anybody that comes in afterwards. */
function interruptionOf(trace: Trace, { uuid }: Call, answered: TraceEvent): TraceEvent | undefined {
  const others = [...trace.after(answered, 'sys.call'), ...trace.after(answered, 'cx.callChanged')]
  return others
    .sort(compare)
    .find((event) => event.uuid !== uuid && !event.outgoing && !event.hasConnected && !event.hasEnded)
}
