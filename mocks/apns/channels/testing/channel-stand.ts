import type { OutgoingHttpHeaders } from 'node:http2'
import { RealClock } from '../../../clock/real-clock.ts'
import type { GatewayOptions } from '../../gateway-options.ts'
import { Gateway } from '../../gateway.ts'
import { TestClient } from '../../testing/client.ts'
import { bundleId, goodHeaders, key } from '../../testing/push.ts'

export const settings = '{"message-storage-policy":1,"push-type":"LiveActivity"}'
const CHANNELS = `/1/apps/${bundleId}/channels`
export const ALL_CHANNELS = `/1/apps/${bundleId}/all-channels`
export const BROADCAST = `/4/broadcasts/apps/${bundleId}`

const bearer = { authorization: String(goodHeaders().authorization) }

/** A gateway, and the server of an app that manages its channels and broadcasts to them. */
export async function openChannelStand(options: Partial<GatewayOptions> = {}) {
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], ...options })
  const client = TestClient.connect(gateway)
  const manage = (method: string, headers: OutgoingHttpHeaders = {}, body?: string, path = CHANNELS) =>
    client.request({ ':method': method, ':path': path, ...bearer, ...headers }, body)
  return {
    gateway,
    client,
    manage,
    /** @returns The id of a new channel. */
    async create(policy: 0 | 1 = 1) {
      const answer = await manage('POST', {}, `{"message-storage-policy":${policy},"push-type":"LiveActivity"}`)
      return String(answer.headers['apns-channel-id'])
    },
    broadcast: (channel: string, headers: OutgoingHttpHeaders = {}, body = '{"aps":{"event":"update"}}') =>
      manage(
        'POST',
        { 'apns-channel-id': channel, 'apns-push-type': 'liveactivity', 'apns-expiration': '0', ...headers },
        body,
        BROADCAST,
      ),
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}
