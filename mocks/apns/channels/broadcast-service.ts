import type { Check } from '../checks/check.ts'
import { expirationIsDate, priorityIsKnown } from '../checks/headers.ts'
import { judgingService } from '../exchange/judging-service.ts'
import {
  bodyIsDictionary,
  bodyIsPresent,
  broadcastHasPushType,
  broadcastIsLiveActivity,
  broadcastIsSmallEnough,
  broadcastsAreRare,
  channelOf,
  expirationFitsChannel,
} from './channel-checks.ts'
import type { Channel } from './channel-registry.ts'
import { commonChecks } from './common-checks.ts'

/** The order in which a broadcast is judged. Unverified. */
export const broadcastChecks = {
  ...commonChecks,
  broadcastHasPushType,
  broadcastIsLiveActivity,
  expirationIsDate,
  expirationFitsChannel,
  priorityIsKnown,
  bodyIsPresent,
  broadcastIsSmallEnough,
  bodyIsDictionary,
  broadcastsAreRare,
} as const satisfies Record<string, Check>

const order = Object.values(broadcastChecks)

/**
 * `POST /4/broadcasts/apps/<bundle id>`: a message to everybody who listens to a channel.
 *
 * @see https://developer.apple.com/documentation/usernotifications/sending-broadcast-push-notification-requests-to-apns
 */
export const broadcastService = judgingService({
  checks: () => order,
  idHeader: 'apns-request-id',
  accept: (request, gateway, id) => {
    const channel = channelOf(request, gateway)
    const broadcast = ({ bundleId, id: name }: Channel) => ({
      push: id,
      payload: request.payload,
      bytes: request.bytes,
      bundleId,
      channel: name,
      priority: Number(request.header('apns-priority') ?? 10),
      expiration: Number(request.header('apns-expiration')),
    })
    return {
      status: 200,
      ...(channel && {
        afterwards: () => gateway.channels.broadcast(channel, broadcast(channel), gateway.calendar()),
      }),
    }
  },
})
