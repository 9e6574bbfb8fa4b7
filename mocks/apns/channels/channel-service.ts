import type { Check } from '../checks/check.ts'
import { judgingService } from '../exchange/judging-service.ts'
import {
  bodyIsDictionary,
  bodyIsPresent,
  channelIsForLiveActivities,
  channelOf,
  channelsAreFew,
  creationOf,
  storagePolicyIsKnown,
} from './channel-checks.ts'
import { channelPathOf } from './channel-path.ts'
import { commonChecks } from './common-checks.ts'

/** The order in which a request for the management of channels is judged. Unverified. */
export const channelChecks = {
  ...commonChecks,
  bodyIsPresent,
  bodyIsDictionary,
  storagePolicyIsKnown,
  channelIsForLiveActivities,
  channelsAreFew,
} as const satisfies Record<string, Check>

const order = Object.values(channelChecks)

/**
 * `/1/apps/<bundle id>/channels` and `/all-channels`: makes, reads, deletes and lists broadcast channels.
 *
 * @see https://developer.apple.com/documentation/usernotifications/sending-channel-management-requests-to-apns
 */
export const channelService = judgingService({
  checks: () => order,
  idHeader: 'apns-request-id',
  accept: (request, gateway) => {
    const { channels } = gateway
    const { bundleId = '', resource } = channelPathOf(request) ?? {}
    const { environment } = request
    if (resource === 'all-channels') return json({ channels: channels.list(bundleId, environment).map(({ id }) => id) })
    if (request.method === 'POST') {
      const storagePolicy = creationOf(request)?.['message-storage-policy'] ?? 0
      const { id } = channels.create({ bundleId, environment, storagePolicy })
      return { status: 201, headers: { 'apns-channel-id': id } }
    }
    const channel = channelOf(request, gateway)
    if (request.method === 'GET')
      return json({ 'message-storage-policy': channel?.storagePolicy, 'push-type': 'LiveActivity' })
    if (channel) channels.delete(channel)
    return { status: 204 }
  },
})

function json(body: unknown) {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
