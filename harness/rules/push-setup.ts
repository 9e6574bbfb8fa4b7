import { elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { doneSince } from './views/processes.ts'
import { pushesOf } from './views/pushes.ts'

/** PUSH-SETUP-001 */
export const registerDuringLaunch: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap(({ push, deliver, enter, kill, terminate }): Finding[] => {
    const launch = deliver && trace.previous(deliver, 'app.launch')
    if (!deliver || deliver.local || !launch) return []
    const name = `the process that got push ${short(push)} (launched for ${launch.reason})`
    const registry = registryOf(trace, launch)
    if (enter && registry) return [finding('pass', `${name} had its registry`, [launch, registry, deliver, enter])]
    // What an app that crashed did before is not known for certain, and one that was ended at once had not come to it.
    const isCutShort = terminate && withinLimit(elapsed(deliver, terminate), limits.reportWindow.value) !== 'no'
    if (!enter && (terminate?.by === 'app' || (isCutShort && !kill))) return []
    const end = enter ?? kill ?? terminate ?? trace.next(deliver, 'scenario.end')
    if (!end || (registry && precedes(registry, deliver) !== 'no')) return []
    const message = `${name} had no PKPushRegistry with VoIP among its push types; create it in application(_:didFinishLaunchingWithOptions:), in every launch`
    return [finding('fail', message, [launch, deliver, registry, end])]
  })

/** PUSH-SETUP-005 */
export const haveProvider: Check = (trace) =>
  pushesOf(trace).flatMap(({ push, deliver, enter, report, return: end }): Finding[] => {
    // Whoever need not report a push needs no provider for it.
    const handled = report ?? (deliver?.mustReport ? end : undefined)
    if (!enter || !handled) return []
    const name = `push ${short(push)}`
    const launch = trace.previous(enter, 'app.launch')
    const made = doneSince(trace, launch, 'cx.provider.init', handled)
    const provider = made.findLast((init) => isUsable(trace, init, enter))
    if (provider) return [finding('pass', `${name} found a provider`, [provider, enter, report])]
    const message = `${name} was handled by a process without a usable CXProvider; make it in application(_:didFinishLaunchingWithOptions:), in every launch`
    return [finding('fail', message, [launch, enter, handled])]
  })

/** Whether a provider had not been invalidated when the push came. */
function isUsable(trace: Trace, init: EventNamed<'cx.provider.init'>, enter: TraceEvent): boolean {
  return trace.after(init, 'cx.invalidate', enter).every(({ provider }) => provider !== init.provider)
}

/** Where the process that was launched then asked for VoIP pushes. */
function registryOf(trace: Trace, launch: TraceEvent) {
  return doneSince(trace, launch, 'pk.registry', trace.next(launch, 'app.terminate')).find(({ desiredPushTypes }) =>
    desiredPushTypes.includes('PKPushTypeVoIP'),
  )
}
