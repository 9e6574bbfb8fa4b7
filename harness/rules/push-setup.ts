import { precedes } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf } from './views/pushes.ts'

/** PUSH-SETUP-001 */
export const registerDuringLaunch: Check = (trace) =>
  pushesOf(trace).flatMap(({ push, deliver, enter, kill, terminate }): Finding[] => {
    const launch = deliver && trace.previous(deliver, 'app.launch')
    if (!deliver || !launch) return []
    const name = `the process that got push ${short(push)} (launched for ${launch.reason})`
    const registry = registryOf(trace, launch)
    if (enter && registry) return [finding('pass', `${name} had its registry`, [launch, registry, deliver, enter])]
    const end = enter ?? kill ?? terminate ?? trace.next(deliver, 'scenario.end')
    if (!end || (registry && precedes(registry, deliver) !== 'no')) return []
    const message = `${name} had no PKPushRegistry with VoIP among its push types; create it in application(_:didFinishLaunchingWithOptions:), in every launch`
    return [finding('fail', message, [launch, deliver, registry, end])]
  })

/** Where the process that was launched then asked for VoIP pushes. */
function registryOf(trace: Trace, launch: TraceEvent) {
  return trace
    .after(launch, 'pk.registry', trace.next(launch, 'app.terminate'))
    .find(({ desiredPushTypes }) => desiredPushTypes.includes('PKPushTypeVoIP'))
}
