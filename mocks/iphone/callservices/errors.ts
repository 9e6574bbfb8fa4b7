import { incomingCallErrorCodes, requestTransactionErrorCodes } from '../error-codes.ts'
import type { CallKitError } from '../events.ts'

const requestTransactionCodes = {
  ...requestTransactionErrorCodes,
  /** Apple documents the case; its number is assumed. */
  callIsProtected: 8,
} as const

export type IncomingCallErrorCase = keyof typeof incomingCallErrorCodes
export type RequestTransactionErrorCase = keyof typeof requestTransactionCodes

/** An error of `CXErrorDomainIncomingCall`. */
export function incomingCallError(caseName: IncomingCallErrorCase): CallKitError {
  return { domain: 'com.apple.CallKit.error.incomingcall', code: incomingCallErrorCodes[caseName], caseName }
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
