import { precedes } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { doneSince } from './views/processes.ts'

type Init = EventNamed<'cx.provider.init'>

/** CALL-PROV-001 */
export const useOneProvider: Check = (trace) =>
  trace.of('cx.provider.init').map((init): Finding => {
    // How many of these an app may have is not said anywhere.
    if (isManager(init)) return finding('pass', 'a ConversationManager was made', [init])
    const others = new Map(othersBeside(trace, init).map((other) => [other.provider, other]))
    if (others.size === 0) return finding('pass', 'the process has one CXProvider', [init])
    const message = `the process has ${others.size + 1} CXProviders; make one, and give it to whoever needs it: an action reaches only the delegate of the provider that its call belongs to`
    return finding('fail', message, [...others.values(), init])
  })

/** The providers that the same process had made before, and not invalidated. */
function othersBeside(trace: Trace, init: Init): Init[] {
  const launch = trace.of('app.launch').findLast((each) => precedes(each, init) !== 'no')
  return doneSince(trace, launch, 'cx.provider.init', init).filter(
    (other) =>
      other.provider !== init.provider &&
      !isManager(other) &&
      trace.after(other, 'cx.invalidate', init).every(({ provider }) => provider !== other.provider),
  )
}

function isManager({ framework }: Init): boolean {
  return framework === 'LiveCommunicationKit'
}
