import { precedes } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { doneSince } from './views/processes.ts'

/** The storefront of mainland China. */
const WITHOUT_CALLKIT = 'CHN'

/** REGION-001 */
export const stayWithoutCallKit: Check = (trace) =>
  trace.of('app.launch').flatMap((launch): Finding[] => {
    if (storefrontAt(trace, launch) !== WITHOUT_CALLKIT) return []
    const end = trace.next(launch, 'app.terminate') ?? trace.next(launch, 'scenario.end')
    const uses = [
      doneSince(trace, launch, 'cx.provider.init', end)[0],
      doneSince(trace, launch, 'pk.registry', end).find(({ desiredPushTypes }) => desiredPushTypes.length > 0),
    ].filter((use) => use !== undefined)
    if (uses.length > 0) {
      const what = uses.map(({ name }) =>
        name === 'pk.registry' ? 'asked for VoIP pushes' : 'made a provider of calls',
      )
      const message = `in the storefront of mainland China the app ${what.join(' and ')}; tell of calls by user notifications there`
      return [finding('fail', message, [launch, ...uses])]
    }
    return end ? [finding('pass', 'in mainland China the app does without CallKit', [launch, end])] : []
  })

function storefrontAt(trace: Trace, launch: EventNamed<'app.launch'>): string | undefined {
  const told = trace.of('sys.settings').filter(({ storefront }) => storefront !== undefined)
  return told.findLast((settings) => precedes(settings, launch) === 'yes')?.storefront
}
