import { senderIsAuthenticated } from '../checks/authentication.ts'
import type { Check } from '../checks/check.ts'
import { headersAreUnique } from '../checks/headers.ts'
import { refusal, type Answer, type Service } from '../exchange/answer.ts'
import { judge } from '../exchange/judge.ts'
import {
  bodyIsDictionary,
  bodyIsPresent,
  broadcastIsEnabled,
  bundleIsBare,
  bundleIsTheSenders,
  channelIsBase64,
  channelIsForLiveActivities,
  channelIsNamed,
  channelIsRegistered,
  channelOf,
  creationOf,
  methodIsServed,
  pathIsServed,
  requestIdIsUUID,
  storagePolicyIsKnown,
} from './channel-checks.ts'
import { channelPathOf } from './channel-path.ts'
import { TooManyChannelsError } from './channel-registry.ts'

/** The order in which a request for the management of channels is judged. Unverified. */
const channelCheckOrder = [
  pathIsServed,
  methodIsServed,
  senderIsAuthenticated,
  headersAreUnique,
  requestIdIsUUID,
  bundleIsBare,
  bundleIsTheSenders,
  broadcastIsEnabled,
  channelIsNamed,
  channelIsBase64,
  channelIsRegistered,
  bodyIsPresent,
  bodyIsDictionary,
  storagePolicyIsKnown,
  channelIsForLiveActivities,
] as const satisfies readonly Check[]

/**
 * `/1/apps/<bundle id>/channels` and `/all-channels`: makes, reads, deletes and lists broadcast channels.
 *
 * @see https://developer.apple.com/documentation/usernotifications/sending-channel-management-requests-to-apns
 */
export const channelService: Service = (request, gateway, id) => {
  const { refusal: refused, authenticated, violations } = judge(request, gateway, channelCheckOrder)
  const headers = { 'apns-request-id': id }
  if (refused) return refusal(refused, { authenticated, headers, ...(violations && { violations }) })
  const { bundleId = '', resource } = channelPathOf(request) ?? {}
  const { environment } = request
  const json = (body: unknown): Answer => ({
    status: 200,
    authenticated,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (resource === 'all-channels')
    return json({ channels: gateway.channels.list(bundleId, environment).map((channel) => channel.id) })
  const channel = channelOf(request, gateway)
  if (request.method === 'DELETE') {
    if (channel) gateway.channels.delete(channel)
    return { status: 204, headers, authenticated }
  }
  if (request.method === 'GET')
    return json({ 'message-storage-policy': channel?.storagePolicy, 'push-type': 'LiveActivity' })
  try {
    const storagePolicy = creationOf(request)?.['message-storage-policy'] ?? 0
    const created = gateway.channels.create({ bundleId, environment, storagePolicy })
    return { status: 201, headers: { ...headers, 'apns-channel-id': created.id }, authenticated }
  } catch (error) {
    if (!(error instanceof TooManyChannelsError)) throw error
    return refusal({ reason: 'CannotCreateChannelConfig' }, { authenticated, headers })
  }
}
