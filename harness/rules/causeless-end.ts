import { elapsed, precedes } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { callsOf, type Call } from './views/calls.ts'
import { livesOf } from './views/lives.ts'

/**
 * CALL-END-002, for ends that nothing has led to: the app reports a reason, and there is none. Judged where the other
 * side of the call is in the trace, so that it is known to be still there.
 */
export const noReasonAtAll: Check = (trace) =>
  livesOf(trace).flatMap((call): Finding[] => {
    const ended = call.trace.first('cx.ended', ({ known }) => known)
    if (!ended || !isThereStill(trace, call, ended)) return []
    const connected = call.trace.first('cx.callChanged', ({ hasConnected }) => hasConnected)
    if (!connected || precedes(connected, ended) !== 'yes' || excuse(trace, call, ended)) return []
    const name = `call ${short(call.uuid)}`
    const after = `${elapsed(connected, ended).ms} ms after it was connected`
    const message = `${name} was ended as ${ended.reason} ${after}, and nothing had happened to it; end a call for what happened to that call alone`
    return [finding('deviates', message, [connected, ended])]
  })

/** Whether the other side is a person whom the trace shows, connected to the app, and waiting at the phone. */
function isThereStill(trace: Trace, { uuid }: Call, ended: EventNamed<'cx.ended'>): boolean {
  const story = callsOf(trace).get(uuid)?.trace
  const isShown = story?.first('remote.dial') ?? story?.first('remote.answered')
  return isShown !== undefined && story?.first('remote.cancel') === undefined && hasMedia(story, ended)
}

function hasMedia(story: Trace | undefined, ended: TraceEvent): boolean {
  const ready = story?.first('media.ready')
  return ready !== undefined && precedes(ready, ended) === 'yes' && !story?.first('media.failed')
}

/** What an app may have ended a call for, other than the person at the other end. */
function excuse(trace: Trace, call: Call, ended: TraceEvent): TraceEvent | undefined {
  const before = (event: TraceEvent) => precedes(event, ended) !== 'no'
  const ofCall = [
    call.trace.first('perform', ({ type }) => type === 'CXEndCallAction'),
    call.trace.first('timeout'),
    call.trace.first('fail'),
    call.trace.first('scenario.hangUp'),
    call.trace.first('push.sent', ({ malformation }) => malformation !== undefined),
  ]
  const ofPhone = [
    trace.first('server.fault'),
    trace.first('server.unsubscribe'),
    trace.first('cx.reset'),
    trace.first('sys.airplaneMode'),
    trace.first('sys.call'),
    trace.first('app.terminate'),
    trace.first('app.openURL'),
    trace.first('av.setActive', ({ error }) => error !== undefined),
  ]
  return [...ofCall, ...ofPhone].find((event) => event && before(event))
}
