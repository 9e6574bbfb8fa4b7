import { Trace } from '../../trace/trace.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { anyExisted } from './calls.ts'
import { perTrace } from './per-trace.ts'
import { pushesOf } from './pushes.ts'

/** The providers that are a `ConversationManager`, by what the app calls them. */
export const managersOf = perTrace(
  (trace): ReadonlySet<string> => new Set(providersOf(trace, (framework) => framework === 'LiveCommunicationKit')),
)

/**
 * What of a trace goes through LiveCommunicationKit: everything but the calls, actions and pushes of CallKit providers.
 *
 * @returns undefined where the app has no `ConversationManager`.
 */
export const conversationsIn = perTrace((trace): Trace | undefined => {
  if (managersOf(trace).size === 0) return undefined
  const others = new Set(providersOf(trace, (framework) => framework !== 'LiveCommunicationKit'))
  if (others.size === 0) return trace
  const isOf = (providers: ReadonlySet<string>) => (event: TraceEvent) =>
    'provider' in event && event.provider !== undefined && providers.has(event.provider)
  const [isConversation, isOther] = [isOf(managersOf(trace)), isOf(others)]
  const conversations = new Set(trace.events.filter(isConversation).map(uuidOf))
  const calls = new Set(
    trace.events
      .filter(isOther)
      .map(uuidOf)
      .filter((uuid) => !conversations.has(uuid)),
  )
  const pushes = new Set(pushesOf(trace).flatMap(({ push, report }) => (report && isOther(report) ? [push] : [])))
  const isOfOtherCall = (event: TraceEvent) => uuidOf(event) !== undefined && calls.has(uuidOf(event))
  const otherCalls = new Trace(trace.events.filter(isOfOtherCall))
  return new Trace(
    trace.events.filter((event) => {
      // Sound says of no call that it is for it.
      const isOfOtherSound = event.name === 'audio.io.start' && anyExisted(otherCalls, event) === 'yes'
      const isOfOtherPush = 'push' in event && event.push !== undefined && pushes.has(event.push)
      return !isOther(event) && !isOfOtherCall(event) && !isOfOtherPush && !isOfOtherSound
    }),
  )
})

function uuidOf(event: TraceEvent): string | undefined {
  return 'uuid' in event ? event.uuid : undefined
}

function providersOf(trace: Trace, where: (framework: string | undefined) => boolean): string[] {
  return trace.of('cx.provider.init').flatMap(({ provider, framework }) => (where(framework) ? [provider] : []))
}
