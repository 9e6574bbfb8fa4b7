import { senderIsAuthenticated } from '../checks/authentication.ts'
import type { Check } from '../checks/check.ts'
import { expirationIsDate, headersAreUnique, priorityIsKnown } from '../checks/headers.ts'
import { refusal, type Service } from '../exchange/answer.ts'
import { judge } from '../exchange/judge.ts'
import {
  bodyIsDictionary,
  bodyIsPresent,
  broadcastHasPushType,
  broadcastIsEnabled,
  broadcastIsLiveActivity,
  broadcastIsSmallEnough,
  broadcastsAreRare,
  bundleIsBare,
  bundleIsTheSenders,
  channelIsBase64,
  channelIsNamed,
  channelIsRegistered,
  channelOf,
  expirationFitsChannel,
  methodIsServed,
  pathIsServed,
  requestIdIsUUID,
} from './channel-checks.ts'

/** The order in which a broadcast is judged. Unverified. */
const broadcastCheckOrder = [
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
  broadcastHasPushType,
  broadcastIsLiveActivity,
  expirationIsDate,
  expirationFitsChannel,
  priorityIsKnown,
  bodyIsPresent,
  broadcastIsSmallEnough,
  bodyIsDictionary,
  broadcastsAreRare,
] as const satisfies readonly Check[]

/**
 * `POST /4/broadcasts/apps/<bundle id>`: a message to everybody who listens to a channel.
 *
 * @see https://developer.apple.com/documentation/usernotifications/sending-broadcast-push-notification-requests-to-apns
 */
export const broadcastService: Service = (request, gateway, id) => {
  const { refusal: refused, authenticated, violations } = judge(request, gateway, broadcastCheckOrder)
  const headers = { 'apns-request-id': id }
  if (refused) return refusal(refused, { authenticated, headers, ...(violations && { violations }) })
  const channel = channelOf(request, gateway)
  return {
    status: 200,
    headers,
    authenticated,
    ...(channel && {
      afterwards: () =>
        gateway.channels.broadcast(
          channel,
          {
            push: id,
            payload: request.payload,
            bytes: request.bytes,
            bundleId: channel.bundleId,
            channel: channel.id,
            priority: Number(request.header('apns-priority') ?? 10),
            expiration: Number(request.header('apns-expiration')),
          },
          gateway.calendar(),
        ),
    }),
  }
}
