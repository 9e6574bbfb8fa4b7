import { isDeviceToken } from '../devices/device.ts'
import type { Check } from './check.ts'

/** A token of the other environment is as unknown as one that was never issued. */
export const deviceIsKnown: Check = ({ deviceToken = '', environment }, { devices }) => {
  const device = devices.find(deviceToken)
  const isKnown = device ? device.environment === environment : devices.admitsUnknown && isDeviceToken(deviceToken)
  return isKnown ? undefined : { reason: 'BadDeviceToken' }
}

export const deviceIsForTopic: Check = ({ deviceToken = '', topic }, { devices, switches }) => {
  const device = devices.find(deviceToken)
  const fits = device ? device.topic === topic : devices.admitsUnknown
  return fits ? undefined : { reason: switches.tokenOfOtherTopic }
}

export const deviceIsRegistered: Check = ({ deviceToken = '' }, { devices, clock }) => {
  const device = devices.find(deviceToken)
  if (!device?.gone) return undefined
  const { reason, timestamp, noticedAt } = device.gone
  return (device.clock ?? clock).now() >= noticedAt ? { reason, timestamp } : undefined
}

/** Every request counts, whatever becomes of it: Apple limits requests, not pushes. */
export const deviceIsNotFlooded: Check = ({ deviceToken = '' }, { devices, switches, clock }) => {
  const { requestsPerDevice, requestsWindowMs } = switches
  if (requestsPerDevice === 0) return undefined
  const requests = devices.find(deviceToken)?.requests
  return requests && requests.count(clock.now(), requestsWindowMs) > requestsPerDevice
    ? { reason: 'TooManyRequests' }
    : undefined
}
