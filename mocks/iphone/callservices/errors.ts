import type { CallKitError } from '../events.ts'

const incomingCallCodes = {
  unknown: 0,
  unentitled: 1,
  callUUIDAlreadyExists: 2,
  filteredByDoNotDisturb: 3,
  filteredByBlockList: 4,
  filteredDuringRestrictedSharingMode: 5,
  callIsProtected: 6,
  filteredBySensitiveParticipants: 7,
} as const

const requestTransactionCodes = {
  unknown: 0,
  unentitled: 1,
  unknownCallProvider: 2,
  emptyTransaction: 3,
  unknownCallUUID: 4,
  callUUIDAlreadyExists: 5,
  invalidAction: 6,
  maximumCallGroupsReached: 7,
  /** Apple documents the case; its number is assumed. */
  callIsProtected: 8,
} as const

export type IncomingCallErrorCase = keyof typeof incomingCallCodes
export type RequestTransactionErrorCase = keyof typeof requestTransactionCodes

/** An error of `CXErrorDomainIncomingCall`. */
export function incomingCallError(caseName: IncomingCallErrorCase): CallKitError {
  return { domain: 'com.apple.CallKit.error.incomingcall', code: incomingCallCodes[caseName], caseName }
}

/** An error of `CXErrorDomainRequestTransaction`. */
export function requestTransactionError(caseName: RequestTransactionErrorCase): CallKitError {
  return { domain: 'com.apple.CallKit.error.requesttransaction', code: requestTransactionCodes[caseName], caseName }
}

/** The error of `CXErrorDomain` for an app whose Info.plist does not declare the `voip` background mode. */
export const missingVoIPBackgroundMode: CallKitError = {
  domain: 'com.apple.CallKit.error',
  code: 3,
  caseName: 'missingVoIPBackgroundMode',
}
