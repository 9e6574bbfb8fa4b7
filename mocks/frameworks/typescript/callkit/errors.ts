import type { CallKitError } from '../../../iphone/events.ts'

/** An `NSError` of one of CallKit's error domains. */
export class CXError extends Error {
  override readonly name = 'CXError'
  /** Such as `com.apple.CallKit.error.incomingcall`. */
  readonly domain: string
  readonly code: number

  constructor({ domain, code, caseName }: CallKitError) {
    super(`Error Domain=${domain} Code=${code} (${caseName})`)
    this.domain = domain
    this.code = code
  }
}

/** `CXErrorCodeIncomingCallError.Code`. Codes newer than an app are to be expected. */
export const CXErrorCodeIncomingCallError = {
  unknown: 0,
  unentitled: 1,
  callUUIDAlreadyExists: 2,
  filteredByDoNotDisturb: 3,
  filteredByBlockList: 4,
  filteredDuringRestrictedSharingMode: 5,
  callIsProtected: 6,
  filteredBySensitiveParticipants: 7,
} as const

/** `CXErrorCodeRequestTransactionError.Code`. */
export const CXErrorCodeRequestTransactionError = {
  unknown: 0,
  unentitled: 1,
  unknownCallProvider: 2,
  emptyTransaction: 3,
  unknownCallUUID: 4,
  callUUIDAlreadyExists: 5,
  invalidAction: 6,
  maximumCallGroupsReached: 7,
} as const
