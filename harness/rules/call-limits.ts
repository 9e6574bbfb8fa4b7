import { compare, precedes } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { anyExisted, callsOf, existed, type Call } from './views/calls.ts'
import { livesOf } from './views/lives.ts'
import { claims } from './views/updates.ts'

/** What the call screen can show: a call that talks and one that waits. */
const SHOWN_GROUPS = 2

/** MULTI-001 */
export const respectCallLimits: Check = (trace) => [
  ...livesOf(trace).flatMap((call) => judgeSecond(trace, call)),
  ...trace.of('cx.callChanged').flatMap((change) => judgeNumbers(trace, change)),
  ...trace.of('tx.result').flatMap((result) => judgeRefusal(trace, result)),
]

/** A call beside another one that could be held, which the system does for it only within the provider's groups. */
function judgeSecond(trace: Trace, call: Call): Finding[] {
  const { from } = call
  if (!from || anyExisted(trace, from, call.uuid) === 'no') return []
  const other = connectedAt(trace, from).find(({ uuid }) => uuid !== call.uuid)
  const provider = providerOf(trace, call, from)
  if (!other || !provider) return []
  const name = `call ${short(call.uuid)} beside call ${short(other.uuid)}`
  const proof = [provider, other.from, from]
  if (provider.maximumCallGroups >= SHOWN_GROUPS || !claims(other, 'supportsHolding', from))
    return [finding('pass', `${name} was within the ${provider.maximumCallGroups} call groups of its provider`, proof)]
  const message = `${name} is one too many for a provider with maximumCallGroups ${provider.maximumCallGroups}: accepting one ends the other, although it can be held; allow ${SHOWN_GROUPS}, or report calls with supportsHolding false`
  return [finding('fail', message, proof)]
}

/** A call that has connected, or joined others. */
function judgeNumbers(trace: Trace, change: EventNamed<'cx.callChanged'>): Finding[] {
  if (change.hasEnded || !change.hasConnected || anyExisted(trace, change, change.uuid) === 'no') return []
  const call = callsOf(trace).get(change.uuid)
  const provider = call && providerOf(trace, call, change)
  if (!provider) return []
  const { maximumCallGroups, maximumCallsPerCallGroup } = provider
  const groups = Map.groupBy(connectedAt(trace, change), (each) => groupAt(each, change))
  const members = groups.get(change.group ?? change.uuid)?.length ?? 0
  // More than it can show the phone has let happen by itself.
  if (groups.size > maximumCallGroups && maximumCallGroups < SHOWN_GROUPS)
    return [
      finding('fail', `${groups.size} call groups were connected; the provider allows ${maximumCallGroups}`, [
        provider,
        change,
      ]),
    ]
  if (members > maximumCallsPerCallGroup)
    return [
      finding('fail', `${members} calls were in one group; the provider allows ${maximumCallsPerCallGroup}`, [
        provider,
        change,
      ]),
    ]
  return []
}

/** Whether an app was refused a call that its own configuration has kept it from. */
function judgeRefusal(trace: Trace, result: EventNamed<'tx.result'>): Finding[] {
  if (result.error?.caseName !== 'maximumCallGroupsReached') return []
  const live = livesOf(trace).filter((call) => existed(call, result) !== 'no')
  const groups = new Set(live.map((call) => groupAt(call, result)))
  const connected = connectedAt(trace, result)
  const holdable = connected.length > 0 && connected.every((call) => claims(call, 'supportsHolding', result))
  const provider = trace.previous(result, 'cx.provider.init')
  if (groups.size >= SHOWN_GROUPS || !holdable) return []
  const message = `a call beside ${groups.size} other was refused (maximumCallGroupsReached), although that one can be held; allow ${SHOWN_GROUPS} call groups`
  return [finding('fail', message, [provider, result])]
}

/** The calls that are through, and that nobody has asked to end. */
function connectedAt(trace: Trace, at: TraceEvent): Call[] {
  return livesOf(trace).filter((call) => {
    const state = call.trace.previous(at, 'cx.callChanged')
    if (!state?.hasConnected || state.hasEnded || existed(call, at) === 'no') return false
    return !call.trace.first('perform', (perform) => perform.type === 'CXEndCallAction' && compare(perform, at) <= 0)
  })
}

function groupAt({ uuid, trace }: Call, at: TraceEvent): string {
  return trace.previous(at, 'cx.callChanged')?.group ?? uuid
}

/** The provider of a call as it was made last before. */
function providerOf(trace: Trace, { trace: events }: Call, at: TraceEvent): EventNamed<'cx.provider.init'> | undefined {
  const id = events.first('cx.report.call')?.provider ?? events.first('perform')?.provider
  return trace
    .of('cx.provider.init')
    .findLast((init) => precedes(init, at) !== 'no' && (id === undefined || init.provider === id))
}
