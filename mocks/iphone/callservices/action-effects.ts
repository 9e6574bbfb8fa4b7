import type { ActionType, PhoneEvent } from '../events.ts'
import type { ActionMessage } from '../link/messages.ts'
import type { EndedBy } from './call.ts'
import { membersWith } from './call-groups.ts'
import type { CallRegistry } from './call-registry.ts'

/** Who asks for an action: the app, a finger on the call screen, or the system by itself. */
export type Requester = Extract<PhoneEvent, { name: 'perform' }>['by']

interface Fulfilled extends ActionMessage {
  readonly by: Requester
  /** Clock time of the fulfilment, in milliseconds. */
  readonly at: number
}

/** What becomes of the calls when an app has fulfilled an action. Digits leave no trace on a call. */
export const effects: { readonly [Type in ActionType]?: (action: Fulfilled, calls: CallRegistry) => void } = {
  CXAnswerCallAction: ({ uuid, at }, calls) => connect(uuid, at, calls),
  CXEndCallAction: ({ uuid, by }, calls) => void calls.end(uuid, endedByRequest(by)),
  CXSetHeldCallAction: ({ uuid, onHold = false }, calls) =>
    calls.change(uuid, { isOnHold: onHold, ...(onHold && { audioWithheld: undefined }) }),
  CXSetMutedCallAction: ({ uuid, muted = false }, calls) => calls.change(uuid, { muted }),
  CXSetTranslatingCallAction: ({ uuid, translating = false }, calls) => calls.change(uuid, { translating }),
  CXSetGroupCallAction: ({ action, uuid, callUUIDToGroupWith }, calls) =>
    callUUIDToGroupWith ? join(uuid, callUUIDToGroupWith, action, calls) : leave(uuid, calls),
}

/** What a call has ended by when its end was asked for: by itself the system ends only what nobody has answered. */
export function endedByRequest(by: Requester): EndedBy {
  return by === 'system' ? 'ringTimeout' : 'user'
}

/** A call is through, unless it was before, or the user has hung up in the meantime. */
export function connect(uuid: string, at: number, calls: CallRegistry): void {
  const call = calls.get(uuid)
  if (!call || call.hasConnected) return
  calls.change(uuid, {
    hasConnected: true,
    connectedAt: at,
    pending: call.pending === 'end' ? 'end' : undefined,
  })
}

/** Two groups become one, which is on hold only if both were. */
function join(uuid: string, otherUUID: string, name: string, calls: CallRegistry): void {
  const call = calls.get(uuid)
  const other = calls.get(otherUUID)
  if (!call || !other) return
  const members = [...membersWith(other, calls.live), ...membersWith(call, calls.live)]
  const isOnHold = members.every((member) => member.isOnHold)
  for (const member of members) calls.change(member.uuid, { group: name, isOnHold })
}

/** Whoever is left alone in the group is no group any more. */
function leave(uuid: string, calls: CallRegistry): void {
  const call = calls.get(uuid)
  if (!call) return
  const others = membersWith(call, calls.live).filter((member) => member.uuid !== uuid)
  calls.change(uuid, { group: undefined })
  const [last, ...rest] = others
  if (last && rest.length === 0) calls.change(last.uuid, { group: undefined })
}
