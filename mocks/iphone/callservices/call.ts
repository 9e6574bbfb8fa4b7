import type { CallEndedReason, CallUpdate, PhoneEvent } from '../events.ts'
import type { CallMessage } from '../link/messages.ts'
import type { ShownCall } from '../screen/source.ts'

export type EndedBy = NonNullable<Extract<PhoneEvent, { name: 'cx.callChanged' }>['endedBy']>

/** A call in the phone's registry. Calls are replaced as they change, never altered. */
export interface Call {
  readonly uuid: string
  /** The app that the call belongs to. */
  readonly bundleId: string
  /** The provider that reported it, or that it was started with. */
  readonly provider: string
  readonly outgoing: boolean
  readonly update: CallUpdate
  readonly hasConnected: boolean
  /** Clock time of the connection, in milliseconds. */
  readonly connectedAt?: number
  readonly isOnHold: boolean
  readonly muted: boolean
  readonly translating: boolean
  /** Taking it back after somebody else's call will not activate the audio session. */
  readonly audioWithheld?: boolean | undefined
  /** The group that it has joined, which has this name; a call by itself has none. */
  readonly group?: string | undefined
  /** The user has answered or hung up, and the app has not completed the action yet. */
  readonly pending?: 'answer' | 'end' | undefined
  readonly endedBy?: EndedBy
  /** The app's reason, where the app has ended it. */
  readonly reason?: CallEndedReason
}

export function newCall(call: Pick<Call, 'uuid' | 'bundleId' | 'provider' | 'outgoing' | 'update'>): Call {
  return { ...call, hasConnected: false, isOnHold: false, muted: false, translating: false }
}

export function isRinging(call: Call): boolean {
  return !call.outgoing && !call.hasConnected && call.pending === undefined && call.endedBy === undefined
}

export function toMessage({ uuid, outgoing, hasConnected, isOnHold, endedBy }: Call): CallMessage {
  return { uuid, outgoing, hasConnected, isOnHold, hasEnded: endedBy !== undefined }
}

/** Whether somebody who observes a call sees no difference: what the user has asked for, or muted, is not to be seen. */
export function looksLike(one: Call, other: Call): boolean {
  const keys = ['hasConnected', 'isOnHold', 'endedBy', 'group'] as const
  return keys.every((key) => one[key] === other[key])
}

export function toShownCall(call: Call): ShownCall {
  const { uuid, outgoing, update, muted, connectedAt } = call
  const handle = update.remoteHandle?.value ?? ''
  return {
    uuid,
    outgoing,
    handle,
    displayName: update.localizedCallerName ?? handle,
    hasVideo: update.hasVideo ?? false,
    supportsDTMF: update.supportsDTMF ?? true,
    supportsGrouping: update.supportsGrouping ?? true,
    supportsHolding: update.supportsHolding ?? true,
    supportsUngrouping: update.supportsUngrouping ?? true,
    muted,
    group: call.group,
    state: shownState(call),
    ...(connectedAt === undefined ? {} : { connectedAt }),
  }
}

function shownState(call: Call): ShownCall['state'] {
  if (call.isOnHold) return 'held'
  if (call.hasConnected) return 'active'
  return isRinging(call) ? 'ringing' : 'connecting'
}
