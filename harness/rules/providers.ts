import { compare } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import { finding } from './finding.ts'
import type { Check, Finding } from './rule.ts'

/** CALL-PROV-001 */
export const useOneProvider: Check = (trace) => {
  const live = new Map<string, EventNamed<'cx.provider.init'>>()
  return [...trace.of('app.launch'), ...trace.of('cx.provider.init'), ...trace.of('cx.invalidate')]
    .sort(compare)
    .flatMap((event): Finding[] => {
      if (event.name === 'app.launch') live.clear()
      if (event.name === 'cx.invalidate') live.delete(event.provider)
      if (event.name !== 'cx.provider.init') return []
      // How many of these an app may have is not said anywhere.
      if (event.framework === 'LiveCommunicationKit')
        return [finding('pass', 'a ConversationManager was made', [event])]
      const others = [...live.values()]
      live.set(event.provider, event)
      if (others.length === 0) return [finding('pass', 'the process has one CXProvider', [event])]
      const message = `the process has ${live.size} CXProviders; make one, and give it to whoever needs it: an action reaches only the delegate of the provider that its call belongs to`
      return [finding('fail', message, [...others, event])]
    })
}
