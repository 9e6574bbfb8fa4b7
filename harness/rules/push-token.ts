import { earliest, elapsed, latest, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { isTooLate } from './views/too-late.ts'

/** PUSH-TOKEN-001 */
export const passTokenOn: Check = (trace, { limits }) =>
  trace.of('pk.token').flatMap((issued): Finding[] => {
    if (!couldHear(trace, issued)) return []
    const limitMs = limits.tokenRegistration.value
    const name = `device token ${issued.token}`
    const end = nextStop(trace, issued)
    const registered = trace.after(issued, 'server.register', end).find(({ token }) => token === issued.token)
    if (registered)
      return [timed(issued, registered, limitMs, (time) => `${name} was with the backend ${time} after it was issued`)]
    const outdated = earliest<TraceEvent | undefined>(end, trace.next(issued, 'pk.token'))
    const hadNoTime = outdated && withinLimit(elapsed(issued, outdated), limitMs) !== 'no'
    if (hadNoTime || !isTooLate(trace, issued, limitMs)) return []
    const message = `${name} never reached the backend; send it in pushRegistry(_:didUpdate:for:), every time`
    return [finding('fail', message, [issued], { limitMs })]
  })

/** PUSH-TOKEN-002 */
export const withdrawToken: Check = (trace, { limits }) =>
  trace.of('pk.tokenInvalidated').flatMap((invalidated): Finding[] => {
    if (!couldHear(trace, invalidated)) return []
    const limitMs = limits.tokenRegistration.value
    const former = trace.previous(invalidated, 'pk.token')?.token
    const end = nextStop(trace, invalidated)
    const replaced = trace.after(invalidated, 'server.register', end).find(({ token }) => token !== former)
    const withdrawn = earliest<TraceEvent | undefined>(trace.after(invalidated, 'server.unregister', end)[0], replaced)
    const say = (time: string) => `the backend heard ${time} after its end that the device token is no more`
    if (withdrawn) return [timed(invalidated, withdrawn, limitMs, say)]
    const hadNoTime = end && withinLimit(elapsed(invalidated, end), limitMs) !== 'no'
    if (hadNoTime || !isTooLate(trace, invalidated, limitMs)) return []
    const message = `the backend was not told within ${limitMs} ms that the device token is no more; do so in pushRegistry(_:didInvalidatePushTokenFor:)`
    return [finding('fail', message, [invalidated], { limitMs })]
  })

/** Where the app's process ends, or is put to sleep: what a later one does, or it does when it wakes, is no sign of haste. */
function nextStop(trace: Trace, at: TraceEvent): TraceEvent | undefined {
  const slept = trace.after(at, 'app.state').find(({ state }) => state === 'suspended')
  return earliest<TraceEvent | undefined>(slept, trace.next(at, 'app.terminate'))
}

/** Whether the app was running, and not asleep. */
function couldHear(trace: Trace, at: TraceEvent): boolean {
  const last = latest<EventNamed<'app.launch' | 'app.state' | 'app.terminate'> | undefined>(
    trace.previous(at, 'app.launch'),
    trace.previous(at, 'app.state'),
    trace.previous(at, 'app.terminate'),
  )
  return last?.name !== 'app.terminate' && last?.state !== 'suspended'
}
