import type { IncomingCallErrorCase } from './callservices/errors.ts'
import type { CallUpdate } from './events.ts'
import { has, type Feature, type Release } from './releases.ts'

/** What the user, or whoever manages the phone, has set on it. Each keeps certain calls from ringing. */
export interface PhoneSettings {
  /** A Focus silences incoming calls: they are refused with `filteredByDoNotDisturb`. */
  doNotDisturb: boolean
  /** Handles whose calls are refused with `filteredByBlockList`. */
  readonly blockedHandles: Set<string>
  /** Refuses calls with `filteredDuringRestrictedSharingMode`, since iOS 17. */
  restrictedSharingMode: boolean
  /** Handles whose calls are refused with `callIsProtected`, since iOS 26. */
  readonly protectedHandles: Set<string>
  /** Handles whose calls are refused with `filteredBySensitiveParticipants`, since iOS 26.4. */
  readonly sensitiveHandles: Set<string>
}

export const initialSettings = (): PhoneSettings => ({
  doNotDisturb: false,
  blockedHandles: new Set(),
  restrictedSharingMode: false,
  protectedHandles: new Set(),
  sensitiveHandles: new Set(),
})

interface Filter {
  readonly caseName: IncomingCallErrorCase
  /** What the release has to know. */
  readonly feature?: Feature
  applies(settings: PhoneSettings, handle: string | undefined): boolean
}

const among = (handles: ReadonlySet<string>, handle: string | undefined) => handle !== undefined && handles.has(handle)

/** In the order in which they are looked at, of which only that a block outweighs a Focus matters to a user. */
const filters: readonly Filter[] = [
  { caseName: 'filteredByBlockList', applies: ({ blockedHandles }, handle) => among(blockedHandles, handle) },
  {
    caseName: 'callIsProtected',
    feature: 'protectedCalls',
    applies: ({ protectedHandles }, handle) => among(protectedHandles, handle),
  },
  {
    caseName: 'filteredBySensitiveParticipants',
    feature: 'sensitiveParticipants',
    applies: ({ sensitiveHandles }, handle) => among(sensitiveHandles, handle),
  },
  {
    caseName: 'filteredDuringRestrictedSharingMode',
    feature: 'restrictedSharingMode',
    applies: ({ restrictedSharingMode }) => restrictedSharingMode,
  },
  { caseName: 'filteredByDoNotDisturb', applies: ({ doNotDisturb }) => doNotDisturb },
]

/** Why a call does not ring; undefined when nothing keeps it from ringing. */
export function filterOf(
  settings: PhoneSettings,
  release: Release,
  { remoteHandle }: CallUpdate,
): IncomingCallErrorCase | undefined {
  return filters.find(
    ({ feature, applies }) => (!feature || has(release, feature)) && applies(settings, remoteHandle?.value),
  )?.caseName
}
