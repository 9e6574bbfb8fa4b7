import { isPushType } from '../push-types.ts'
import { refuseUnlessAccepted, type Check } from './check.ts'

/** The canonical form, in either case. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const EPOCH_SECONDS = /^\d{1,15}$/
const PRIORITIES = ['10', '5', '1']
const COLLAPSE_ID_BYTES = 64

export const headersAreUnique: Check = ({ rawHeaders }) => {
  const seen = new Set<string>()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (name !== 'authorization' && !name.startsWith('apns-')) continue
    if (seen.has(name)) return { reason: 'DuplicateHeaders' }
    seen.add(name)
  }
  return undefined
}

export function isUUID(text: string): boolean {
  return UUID.test(text)
}

export const idIsUUID: Check = (request) => {
  const id = request.header('apns-id')
  return id === undefined || isUUID(id) ? undefined : { reason: 'BadMessageId' }
}

export const idIsLowerCase: Check = (request, { switches }) =>
  /[A-F]/.test(request.header('apns-id') ?? '') ? refuseUnlessAccepted(switches.upperCaseId) : undefined

export const expirationIsDate: Check = (request) => {
  const expiration = request.header('apns-expiration')
  return expiration === undefined || EPOCH_SECONDS.test(expiration) ? undefined : { reason: 'BadExpirationDate' }
}

export const expirationIsAhead: Check = (request, { switches, calendar }) => {
  if (switches.pastExpiration !== 'BadExpirationDate') return undefined
  const expiration = Number(request.header('apns-expiration') ?? 0)
  return expiration > 0 && expiration * 1000 <= calendar().getTime() ? { reason: 'BadExpirationDate' } : undefined
}

export const priorityIsKnown: Check = (request) => {
  const priority = request.header('apns-priority')
  return priority === undefined || PRIORITIES.includes(priority) ? undefined : { reason: 'BadPriority' }
}

/** A background push without a priority has 10 as well, but did not ask for it. */
export const priorityFitsPushType: Check = (request, { switches }) =>
  request.header('apns-push-type') === 'background' && request.header('apns-priority') === '10'
    ? refuseUnlessAccepted(switches.backgroundAtPriority10)
    : undefined

/** Node hands header values over with one character per byte, so the length is the number of bytes. */
export const collapseIdIsShort: Check = (request) =>
  (request.header('apns-collapse-id')?.length ?? 0) > COLLAPSE_ID_BYTES ? { reason: 'BadCollapseId' } : undefined

/** The header may be missing: apn 2 cannot send it and was accepted for iOS. */
export const pushTypeIsKnown: Check = (request) => {
  const type = request.header('apns-push-type')
  return type === undefined || isPushType(type) ? undefined : { reason: 'InvalidPushType' }
}

/** Of all push types, Apple allows one to provider tokens alone. */
export const pushTypeFitsSender: Check = (request, { switches }) =>
  request.header('apns-push-type') === 'location' && request.origin.identity.kind !== 'token'
    ? { reason: switches.locationByCertificate }
    : undefined
