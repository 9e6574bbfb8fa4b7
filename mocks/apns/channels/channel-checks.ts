import { z } from 'zod'
import type { Check, GatewayState } from '../checks/check.ts'
import { isUUID } from '../checks/headers.ts'
import type { GatewayRequest } from '../exchange/gateway-request.ts'
import { suffixOf } from '../push-types.ts'
import { channelPathOf, type ChannelPath } from './channel-path.ts'
import type { Channel } from './channel-registry.ts'

const methods: Readonly<Record<ChannelPath['resource'], readonly string[]>> = {
  channels: ['POST', 'GET', 'DELETE'],
  'all-channels': ['GET'],
  broadcast: ['POST'],
}

const BASE64 = /^[A-Za-z0-9+/]{4,172}={0,2}$/

export const channelsAreAvailable: Check = (_request, { availability: { state }, switches }) => {
  if (state === 'available') return undefined
  return { reason: state === 'shutting down' ? 'Shutdown' : switches.channelsUnavailableReason }
}

export const pathIsServed: Check = (request) => (channelPathOf(request) ? undefined : { reason: 'BadPath' })

export const methodIsServed: Check = (request) => {
  const path = channelPathOf(request)
  return !path || methods[path.resource].includes(request.method) ? undefined : { reason: 'MethodNotAllowed' }
}

export const requestIdIsUUID: Check = (request) => {
  const id = request.header('apns-request-id')
  return id === undefined || isUUID(id) ? undefined : { reason: 'BadMessageId' }
}

/**
 * The path takes the bare bundle ID, whatever the topic of a device push would be. One that is known to be that of an app
 * may end as it likes.
 */
export const bundleIsBare: Check = (request, { broadcastApps }) => {
  const bundleId = channelPathOf(request)?.bundleId ?? ''
  return suffixOf(bundleId) === '' || broadcastApps?.has(bundleId) ? undefined : { reason: 'TopicDisallowed' }
}

export const bundleIsTheSenders: Check = (request, gateway) => {
  const bundleId = channelPathOf(request)?.bundleId ?? ''
  const { identity } = request.origin
  const isTheirs =
    identity.kind === 'certificate'
      ? identity.certificate.topics.includes(bundleId)
      : (gateway.topics?.has(bundleId) ?? true)
  return isTheirs ? undefined : { reason: 'TopicMismatch' }
}

export const broadcastIsEnabled: Check = (request, { broadcastApps, switches }) => {
  const bundleId = channelPathOf(request)?.bundleId ?? ''
  return !broadcastApps || broadcastApps.has(bundleId) ? undefined : { reason: switches.featureNotEnabledReason }
}

/** Creating a channel and listing all of them need no channel. */
function namesChannel(request: GatewayRequest): boolean {
  const path = channelPathOf(request)
  return path?.resource === 'broadcast' || (path?.resource === 'channels' && request.method !== 'POST')
}

export const channelIsNamed: Check = (request) =>
  !namesChannel(request) || request.header('apns-channel-id') ? undefined : { reason: 'MissingChannelId' }

export const channelIsBase64: Check = (request) =>
  !namesChannel(request) || BASE64.test(request.header('apns-channel-id') ?? 'AAAA')
    ? undefined
    : { reason: 'BadChannelId' }

export const channelIsRegistered: Check = (request, gateway) =>
  !namesChannel(request) || channelOf(request, gateway) ? undefined : { reason: gateway.switches.unknownChannelReason }

/** The channel that a request names, where there is one. */
export function channelOf(request: GatewayRequest, { channels }: GatewayState): Channel | undefined {
  const bundleId = channelPathOf(request)?.bundleId ?? ''
  return channels.find(bundleId, request.environment, request.header('apns-channel-id') ?? '')
}

const creation = z.object({
  'message-storage-policy': z.union([z.literal(0), z.literal(1)]).default(0),
  'push-type': z.string().optional(),
})

/** What the body of a request for a new channel says; `undefined` where it is not understood. */
export function creationOf({ payload }: GatewayRequest): z.infer<typeof creation> | undefined {
  return creation.safeParse(payload).data
}

function creates(request: GatewayRequest): boolean {
  return channelPathOf(request)?.resource === 'channels' && request.method === 'POST'
}

export const bodyIsPresent: Check = (request) =>
  request.bytes > 0 || request.method !== 'POST' ? undefined : { reason: 'PayloadEmpty' }

/** A message to devices is a dictionary, and so is the description of a channel. */
export const bodyIsDictionary: Check = ({ method, bytes, payload }) =>
  method !== 'POST' || bytes === 0 || (typeof payload === 'object' && payload !== null && !Array.isArray(payload))
    ? undefined
    : { reason: 'BadRequestPayload' }

export const storagePolicyIsKnown: Check = (request) =>
  !creates(request) || typeof request.payload !== 'object' || request.payload === null || creationOf(request)
    ? undefined
    : { reason: 'BadRequestParams' }

/** node-apn writes `liveactivity` and Apple `LiveActivity`; both are accepted. APNSwift sends none. */
export const channelIsForLiveActivities: Check = (request, { switches }) => {
  if (!creates(request)) return undefined
  const type = creationOf(request)?.['push-type']
  if (type === undefined)
    return switches.channelPushType === 'required' && creationOf(request) ? { reason: 'MissingPushType' } : undefined
  return type.toLowerCase() === 'liveactivity' ? undefined : { reason: 'InvalidPushType' }
}

export const channelsAreFew: Check = (request, { channels }) =>
  creates(request) && channels.isFull(channelPathOf(request)?.bundleId ?? '', request.environment)
    ? { reason: 'CannotCreateChannelConfig' }
    : undefined

export const broadcastHasPushType: Check = (request) =>
  request.header('apns-push-type') === undefined ? { reason: 'MissingPushType' } : undefined

export const broadcastIsLiveActivity: Check = (request) => {
  const type = request.header('apns-push-type')
  return type === undefined || type.toLowerCase() === 'liveactivity' ? undefined : { reason: 'InvalidPushType' }
}

/** A channel that stores nothing takes nothing that is to be stored. */
export const expirationFitsChannel: Check = (request, gateway) => {
  const expiration = request.header('apns-expiration')
  if (expiration === undefined) return { reason: 'BadExpirationDate' }
  const channel = channelOf(request, gateway)
  return channel?.storagePolicy === 0 && expiration !== '0' ? { reason: 'BadExpirationDate' } : undefined
}

export const broadcastIsSmallEnough: Check = (request, { switches }) =>
  request.bytes > switches.broadcastPayloadBytes ? { reason: 'PayloadTooLarge' } : undefined

export const broadcastsAreRare: Check = (request, gateway) => {
  const { broadcastIntervalMs } = gateway.switches
  const channel = channelOf(request, gateway)
  if (broadcastIntervalMs === 0 || !channel) return undefined
  const sinceLast = gateway.calendar().getTime() - gateway.channels.lastBroadcastAt(channel)
  return sinceLast < broadcastIntervalMs ? { reason: 'TooManyRequests' } : undefined
}
