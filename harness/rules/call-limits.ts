import { compare, precedes } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { anyExisted, callsOf, existed, type Call } from './views/calls.ts'
import { livesOf } from './views/lives.ts'
import { claims } from './views/updates.ts'

/** What the call screen can show: a call that talks and one that waits. */
const SHOWN_GROUPS = 2

/** MULTI-001 */
export const respectCallLimits: Check = (trace) => [
  ...trace.of('cx.callChanged').flatMap((change) => judgeNumbers(trace, change)),
  ...trace.of('tx.result').flatMap((result) => judgeRefusal(trace, result)),
]

/** A call that has connected, or joined others. */
function judgeNumbers(trace: Trace, change: EventNamed<'cx.callChanged'>): Finding[] {
  if (change.hasEnded || !change.hasConnected) return []
  const call = callsOf(trace).get(change.uuid)
  const provider = call && providerOf(trace, call, change)
  if (!provider) return []
  const { maximumCallGroups, maximumCallsPerCallGroup } = provider
  const proof = [provider, change]
  if (anyExisted(trace, change, change.uuid) === 'no')
    return maximumCallGroups === 1
      ? [finding('pass', 'one call was connected; the provider allows no more', proof)]
      : []
  const groups = Map.groupBy(connectedAt(trace, change), (each) => groupAt(each, change))
  const members = groups.get(change.group ?? change.uuid)?.length ?? 0
  // The system has let the user answer one too many, as beside a call on hold: the app has done as it was told. What an app
  // asks for by itself the system refuses.
  if (groups.size > maximumCallGroups) return []
  if (members > maximumCallsPerCallGroup) {
    const message = `${counted(members, 'call')} in one group; the provider allows ${maximumCallsPerCallGroup}`
    return [finding('fail', message, proof)]
  }
  const connected = `${counted(groups.size, 'call group')} connected; the provider allows ${maximumCallGroups}`
  return [finding('pass', connected, proof)]
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
  const message = `a call beside ${groups.size} other was asked for and refused (maximumCallGroupsReached), although that one can be held: ask for no more calls than the provider allows, or allow ${SHOWN_GROUPS} call groups`
  return [finding('fail', message, [provider, result])]
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what} was` : `${count} ${what}s were`
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

/** The provider of a call as it was made last before, by the process that has the call. */
function providerOf(trace: Trace, { trace: events }: Call, at: TraceEvent): EventNamed<'cx.provider.init'> | undefined {
  const id = events.first('cx.report.call')?.provider ?? events.first('perform')?.provider
  const provider = trace
    .of('cx.provider.init')
    .findLast((init) => precedes(init, at) !== 'no' && (id === undefined || init.provider === id))
  const died = provider && trace.next(provider, 'app.terminate')
  return died && precedes(died, at) === 'yes' ? undefined : provider
}
