import type { IncomingCallErrorCase } from './callservices/errors.ts'
import type { CallUpdate, PhoneSettings } from './events.ts'
import { has, type Feature, type Release } from './releases.ts'

export const initialSettings: PhoneSettings = {
  doNotDisturb: false,
  blockedHandles: [],
  restrictedSharingMode: false,
  protectedHandles: [],
  sensitiveHandles: [],
  defaultCallingApp: null,
  storefront: 'USA',
}

interface Filter {
  readonly caseName: IncomingCallErrorCase
  /** What the release has to know. */
  readonly feature?: Feature
  applies(settings: PhoneSettings, handle: string | undefined): boolean
}

const among = (handles: readonly string[], handle: string | undefined) =>
  handle !== undefined && handles.includes(handle)

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
