import { RealClock } from '../../clock/real-clock.ts'
import type { DevicePush } from '../devices/device-push.ts'
import type { GatewayEvent } from '../events.ts'
import type { GatewayOptions } from '../gateway-options.ts'
import { Gateway } from '../gateway.ts'
import { TestClient } from './client.ts'
import { deviceToken, goodHeaders, key, payload, topic } from './push.ts'
import type { OutgoingHttpHeaders } from 'node:http2'

/** A gateway with one VoIP device, and a client on a connection to it. */
export async function openStand(options: Partial<GatewayOptions> = {}, certificate?: { cert: string; key: string }) {
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], ...options })
  const delivered: DevicePush[] = []
  const events: GatewayEvent[] = []
  gateway.events.subscribe((event) => events.push(event))
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: (push) => delivered.push(push) })
  const client = TestClient.connect(gateway, certificate)
  return {
    gateway,
    client,
    delivered,
    events,
    /** How a push that differs from a good one in these headers is answered: `200`, or the reason. */
    async push(headers: OutgoingHttpHeaders = {}, body: string = payload, by: TestClient = client) {
      const answer = await by.request(goodHeaders(headers), body)
      if (answer.body === '') return answer.status
      const { reason }: { reason: unknown } = JSON.parse(answer.body)
      return reason
    },
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}
