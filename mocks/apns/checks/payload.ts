import { isPushType, pushTypes, suffixOf } from '../push-types.ts'
import type { Check } from './check.ts'

export const payloadIsPresent: Check = (request) => (request.bytes === 0 ? { reason: 'PayloadEmpty' } : undefined)

/** Without an `apns-push-type`, the topic tells a VoIP push from the others. */
export const payloadIsSmallEnough: Check = (request) => {
  const type = request.header('apns-push-type') ?? ''
  const isVoIP = suffixOf(request.topic ?? '') === pushTypes.voip.topicSuffix
  const { payloadLimit } = isPushType(type) ? pushTypes[type] : pushTypes[isVoIP ? 'voip' : 'alert']
  return request.bytes > payloadLimit ? { reason: 'PayloadTooLarge' } : undefined
}

/**
 * A device is handed a dictionary, so nothing else can be delivered. Apple documents no reason for it; other mocks use
 * this one. Unverified against APNs.
 */
export const payloadIsDictionary: Check = ({ payload }) =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? undefined : { reason: 'PayloadEmpty' }
