import { isPushType, pushTypes, typeOfTopic } from '../push-types.ts'
import type { Check } from './check.ts'

export const payloadIsPresent: Check = (request) => (request.bytes === 0 ? { reason: 'PayloadEmpty' } : undefined)

/** Without an `apns-push-type`, the device or else the topic tells what a push is. */
export const payloadIsSmallEnough: Check = (request, { devices }) => {
  const type = request.header('apns-push-type') ?? ''
  const device = isPushType(type) ? undefined : devices.find(request.deviceToken ?? '')
  const { payloadLimit } = pushTypes[isPushType(type) ? type : (device?.pushType ?? typeOfTopic(request.topic ?? ''))]
  return request.bytes > payloadLimit ? { reason: 'PayloadTooLarge' } : undefined
}

/** A device is handed a dictionary, so nothing else can be delivered. */
export const payloadIsDictionary: Check = ({ payload }, { switches }) =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload)
    ? undefined
    : { reason: switches.malformedPayload }
