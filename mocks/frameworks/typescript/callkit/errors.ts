import { incomingCallErrorCodes, requestTransactionErrorCodes } from '../../../iphone/error-codes.ts'
import type { CallKitError } from '../../../iphone/events.ts'

/** An `NSError` of one of CallKit's error domains. */
export class CXError extends Error {
  override readonly name = 'CXError'
  /** Such as `com.apple.CallKit.error.incomingcall`. */
  readonly domain: string
  readonly code: number

  constructor({ domain, code, caseName }: CallKitError) {
    // An NSError has no stack. Here it would be that of the phone's answer, which says nothing of who has asked, and to
    // note it down is most of the work.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(`Error Domain=${domain} Code=${code} (${caseName})`)
    Error.stackTraceLimit = stackTraceLimit
    this.domain = domain
    this.code = code
  }
}

/** `CXErrorCodeIncomingCallError.Code`. Codes newer than an app are to be expected. */
export const CXErrorCodeIncomingCallError = incomingCallErrorCodes

/** `CXErrorCodeRequestTransactionError.Code`. */
export const CXErrorCodeRequestTransactionError = requestTransactionErrorCodes
