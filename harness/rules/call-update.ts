import { isDeepStrictEqual } from 'node:util'
import type { CallUpdate } from '../../mocks/iphone/events.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, type Action } from './views/actions.ts'
import { callsOf, isTalking, type Call } from './views/calls.ts'
import { pushesOf } from './views/pushes.ts'
import { incomingCallErrors, codeOf } from './views/refused-reports.ts'
import { isTooLate } from './views/too-late.ts'
import { supports, type Capability } from './views/updates.ts'

type Perform = EventNamed<'perform'>

/** CALL-UPD-001 */
export const tellTheTruth: Check = (trace, { limits }) => [
  ...nameTheCaller(trace, limits.callerKnown.value),
  ...honourCapabilities(trace),
]

/** Every call of which the backend has said who it is from. */
function nameTheCaller(trace: Trace, limitMs: number): Finding[] {
  const pushes = pushesOf(trace)
  // What an app makes of a push that cannot be read is a stand-in, also where another push for the call can be.
  const standIns = new Set(pushes.flatMap(({ sent, report }) => (sent?.malformation === undefined ? [] : report)))
  return pushes.flatMap(({ sent, report }): Finding[] => {
    const call = report && callsOf(trace).get(report.uuid)
    if (!call?.from || sent?.uuid !== report?.uuid || sent?.malformation !== undefined) return []
    const name = `call ${short(call.uuid)}`
    const reports = call.trace.of('cx.report.call').filter((each) => !standIns.has(each))
    const details = [...reports, ...call.trace.of('cx.updated')]
    const wrong = details.find(({ update }) => isMistyped(update))
    if (wrong) {
      const message = `${name} has “${wrong.update.remoteHandle?.value}” for a handle of the type ${wrong.update.remoteHandle?.type}, which it is none of; contacts and recent calls go by the type`
      return [finding('fail', message, [wrong])]
    }
    const another = details.find(({ update }) => isAnothers(trace, call, update.remoteHandle?.value))
    if (another) {
      const message = `${name} has “${another.update.remoteHandle?.value}” for a handle, which is who calls in another call; take it from this call’s push`
      return [finding('fail', message, [another])]
    }
    const named = details.find(({ update: { remoteHandle, localizedCallerName } }) =>
      Boolean(remoteHandle?.value ?? localizedCallerName),
    )
    if (named) return [finding('pass', `${name} says who calls`, [named])]
    if (!isTooLate(trace, call.from, limitMs)) return []
    return [finding('fail', `${name} does not say who calls; set remoteHandle in the update`, details, { limitMs })]
  })
}

/** Whether a handle is that of somebody who has dialled in another call, and not in this one. */
function isAnothers(trace: Trace, { uuid }: Call, handle: string | undefined): boolean {
  const dials = trace.of('remote.dial').filter((dial) => dial.handle === handle)
  return dials.length > 0 && !dials.some((dial) => dial.uuid === uuid)
}

/** Only where there is no doubt: what is a number to one app is a generic handle to another. */
function isMistyped({ remoteHandle }: CallUpdate): boolean {
  if (remoteHandle?.type === 'phoneNumber') return !/\d/.test(remoteHandle.value)
  return remoteHandle?.type === 'emailAddress' && !remoteHandle.value.includes('@')
}

/** A capability is a lie when nothing was ever made of it: one failure among successes is for the rule about the action. */
function honourCapabilities(trace: Trace): Finding[] {
  const offered = actionsOf(trace).filter((action) => isOffered(trace, action))
  return [...Map.groupBy(offered, ({ perform }) => capabilityOf(perform))].flatMap(
    ([capability, actions]): Finding[] => {
      const proof = actions.flatMap(({ perform, completions: [completion] }) => [perform, completion])
      if (actions.some(({ completions: [completion] }) => completion?.name === 'fulfill'))
        return [finding('pass', `${capability} is true of the app’s calls`, proof)]
      if (!actions.some(({ completions: [completion] }) => completion)) return []
      const message = `${capability} is true of the app’s calls, so that the user is offered it, and fails; set it to false in the update`
      return [finding('fail', message, proof)]
    },
  )
}

/** Whether the user was offered it by the app's own word, and nothing but the app could keep it from being done. */
function isOffered(trace: Trace, { perform }: Action): boolean {
  const capability = capabilityOf(perform)
  const call = callsOf(trace).get(perform.uuid)
  const joined = perform.callUUIDToGroupWith ? callsOf(trace).get(perform.callUUIDToGroupWith) : undefined
  if (!capability || !call || isHindered(call) || (joined && isHindered(joined))) return false
  return supports(call, capability, perform) && hasMedia(call, perform)
}

function isHindered({ trace }: Call): boolean {
  return trace.first('server.fault') !== undefined || trace.first('remote.cancel') !== undefined
}

function hasMedia(call: Call, at: Perform): boolean {
  const state = call.trace.previous(at, 'cx.callChanged')
  return (isTalking(call, at) || state?.isOnHold === true) && call.trace.previous(at, 'media.ready') !== undefined
}

function capabilityOf({ type, callUUIDToGroupWith }: Perform): Capability | undefined {
  if (type === 'CXSetHeldCallAction') return 'supportsHolding'
  if (type === 'CXPlayDTMFCallAction') return 'supportsDTMF'
  if (type === 'CXSetGroupCallAction') return callUUIDToGroupWith ? 'supportsGrouping' : 'supportsUngrouping'
  return undefined
}

/** CALL-UPD-002 */
export const updateInsteadOfReporting: Check = (trace) => {
  const forPushes = new Set(pushesOf(trace).map(({ report }) => report))
  return [...callsOf(trace).values()].flatMap((call): Finding[] => {
    const first = call.trace.first('cx.report.call')
    if (!first || !call.from) return []
    const name = `call ${short(call.uuid)}`
    const again = refusedAsKnown(call)
      // A push has to be reported, even if it is the second one for a call.
      .find((report) => report && !forPushes.has(report) && !isDeepStrictEqual(report.update, first.update))
    if (again) {
      const message = `${name} was reported again when more was known of it, and refused; call reportCall(with:updated:)`
      return [finding('fail', message, [first, again])]
    }
    const updated = call.trace.next(first, 'cx.updated')
    return [finding('pass', `${name} was reported once${updated ? ' and updated then' : ''}`, [first, updated])]
  })
}

/** The reports that came to nothing because the call was there. On another clock, a report may stand behind its result. */
function refusedAsKnown({ trace }: Call): (EventNamed<'cx.report.call'> | undefined)[] {
  const [reports, results] = [trace.of('cx.report.call'), trace.of('cx.report.result')]
  const isComplete = reports.length === results.length
  return results.flatMap((result, index) =>
    codeOf(result) === incomingCallErrors.callUUIDAlreadyExists
      ? [isComplete ? reports[index] : trace.previous(result, 'cx.report.call')]
      : [],
  )
}
