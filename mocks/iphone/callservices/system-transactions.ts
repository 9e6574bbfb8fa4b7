import type { ActionMessage } from '../link/messages.ts'
import type { Call } from './call.ts'
import { countGroups, groupOf, membersWith } from './call-groups.ts'
import { allSupport } from './capabilities.ts'
import type { Provider } from './providers.ts'

/** An action that nobody has named yet. */
export type ActionRequest = Omit<ActionMessage, 'action'>

/** The calls that are in the way when another one is to have the microphone. */
function callsInTheWay(uuids: readonly string[], calls: readonly Call[]): readonly Call[] {
  const groups = new Set(calls.filter((call) => uuids.includes(call.uuid)).map(groupOf))
  return calls.filter(
    (call) => !groups.has(groupOf(call)) && call.pending !== 'end' && !call.isOnHold && call.hasConnected,
  )
}

/** Calls that the user has answered and that do not talk yet: they can be ended for another one, and not be held. */
function callsBeingAnswered(calls: readonly Call[]): readonly Call[] {
  return calls.filter((call) => call.pending === 'answer' && !call.hasConnected)
}

/**
 * “Hold & Accept”: one transaction for every app that has a call. Where a call cannot be held, or the app would have
 * more groups than it allows, the screen offers only “End & Accept”, and this is the same (signalapp/Signal-iOS#1658).
 */
export function holdAndAccept(call: Call, calls: readonly Call[], provider: Provider | undefined): ActionRequest[] {
  const others = callsInTheWay([call.uuid], calls)
  const own = calls.filter(({ bundleId }) => bundleId === call.bundleId)
  const fits = provider !== undefined && countGroups(own) <= provider.maximumCallGroups
  if (!fits || !allSupport(others, 'supportsHolding') || callsBeingAnswered(calls).length > 0)
    return endAndAccept(call, calls)
  return [...others.map(({ uuid }) => held(uuid, true)), { type: 'CXAnswerCallAction', uuid: call.uuid }]
}

/** “End & Accept”. */
export function endAndAccept({ uuid }: Call, calls: readonly Call[]): ActionRequest[] {
  const others = [...callsInTheWay([uuid], calls), ...callsBeingAnswered(calls)]
  return [
    ...others.map((other) => ({ type: 'CXEndCallAction', uuid: other.uuid }) as const),
    { type: 'CXAnswerCallAction', uuid },
  ]
}

/** Holds a call's whole group, or takes it back; whoever is in the way then is held. */
export function setHeld(call: Call, onHold: boolean, calls: readonly Call[]): ActionRequest[] {
  const others = onHold ? [] : callsInTheWay([call.uuid], calls)
  return [
    ...others.map(({ uuid }) => held(uuid, true)),
    ...membersWith(call, calls).map(({ uuid }) => held(uuid, onHold)),
  ]
}

/** “Merge calls”: a call joins the group that is talking. @returns nothing to do when there is none. */
export function merge(call: Call, calls: readonly Call[]): ActionRequest[] {
  const [talking] = callsInTheWay([call.uuid], calls)
  return talking ? [{ type: 'CXSetGroupCallAction', uuid: call.uuid, callUUIDToGroupWith: talking.uuid }] : []
}

/** “Private”: a call leaves its group, which waits. */
export function split(call: Call, calls: readonly Call[]): ActionRequest[] {
  const rest = call.isOnHold ? [] : membersWith(call, calls).filter(({ uuid }) => uuid !== call.uuid)
  return [
    { type: 'CXSetGroupCallAction', uuid: call.uuid, callUUIDToGroupWith: null },
    ...rest.map(({ uuid }) => held(uuid, true)),
  ]
}

/** Holds for whoever is in the way of what an app has asked for itself: a start, an answer, or a call taken back. */
export function roomFor(actions: readonly ActionRequest[], calls: readonly Call[]): ActionRequest[] {
  const speaking = actions.filter(
    ({ type, onHold }) =>
      type === 'CXStartCallAction' || type === 'CXAnswerCallAction' || (type === 'CXSetHeldCallAction' && !onHold),
  )
  if (speaking.length === 0) return []
  const spokenFor = new Set(
    actions.filter(({ type }) => type === 'CXSetHeldCallAction' || type === 'CXEndCallAction').map(({ uuid }) => uuid),
  )
  return callsInTheWay(
    speaking.map(({ uuid }) => uuid),
    calls,
  )
    .filter((call) => !spokenFor.has(call.uuid) && allSupport([call], 'supportsHolding'))
    .map(({ uuid }) => held(uuid, true))
}

function held(uuid: string, onHold: boolean) {
  return { type: 'CXSetHeldCallAction', uuid, onHold } as const
}
