import type { Check } from './check.ts'

/** A token of the other environment is as unknown as one that was never issued. */
export const deviceIsKnown: Check = (request, { devices }) =>
  devices.find(request.deviceToken ?? '')?.environment === request.environment
    ? undefined
    : { reason: 'BadDeviceToken' }

export const deviceIsForTopic: Check = (request, { devices }) =>
  devices.find(request.deviceToken ?? '')?.topic === request.topic ? undefined : { reason: 'DeviceTokenNotForTopic' }

export const deviceIsRegistered: Check = (request, { devices }) => {
  const timestamp = devices.find(request.deviceToken ?? '')?.unregisteredAt
  return timestamp === undefined ? undefined : { reason: 'Unregistered', timestamp }
}
