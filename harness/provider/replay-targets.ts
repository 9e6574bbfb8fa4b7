import { bodyOf, deviceTokenOf, headerOf } from '../../mocks/apns/captures/captured-push.ts'
import type { CapturedPush } from '../../mocks/apns/captures/capture.ts'
import { isPushType, type DevicePush } from '../../mocks/apns/index.ts'
import { PushNotAnsweredError } from './push-not-answered-error.ts'
import type { RawSender } from './raw-sender.ts'
import type { ReplayTarget } from './replay.ts'

/** Made anew by the client for its own connection. */
const OF_THE_CONNECTION = new Set([':authority', ':scheme', 'host', 'authorization', 'content-length'])

/** Replays to a gateway: the requests as they were, but for who sends them and to which device. */
export function toGateway(sender: RawSender): ReplayTarget {
  return {
    needsToken: true,
    async send(push, token) {
      try {
        const { status, reason } = await sender.request({ headers: headersFor(push, token), body: bodyOf(push) })
        return { status, ...(reason !== undefined && { reason }) }
      } catch (error) {
        if (error instanceof PushNotAnsweredError) return {}
        throw error
      }
    },
  }
}

/**
 * Replays to a phone, without a gateway: hands it the pushes that were accepted, and leaves the others out.
 *
 * @param phone Such as the registration of an app.
 */
export function toPhone(phone: { deliver(push: DevicePush): void }): ReplayTarget {
  return {
    needsToken: false,
    async send(push) {
      const payload = push.status === 200 ? parsed(bodyOf(push)) : undefined
      if (payload === undefined) return undefined
      phone.deliver(devicePush(push, payload))
      return { status: 200 }
    },
  }
}

function headersFor(push: CapturedPush, token: string | undefined): [string, string][] {
  const isForDevice = token !== undefined && deviceTokenOf(push) !== undefined
  return push.headers
    .filter(([name]) => !OF_THE_CONNECTION.has(name))
    .map(([name, value]) => [name, name === ':path' && isForDevice ? `/3/device/${token}` : value])
}

function devicePush(push: CapturedPush, payload: unknown): DevicePush {
  const pushType = headerOf(push, 'apns-push-type') ?? ''
  const expiration = headerOf(push, 'apns-expiration')
  const collapseId = headerOf(push, 'apns-collapse-id')
  return {
    push: push.push,
    payload,
    bytes: push.bytes,
    topic: headerOf(push, 'apns-topic') ?? '',
    pushType: isPushType(pushType) ? pushType : 'voip',
    priority: Number(headerOf(push, 'apns-priority') ?? 10),
    ...(expiration !== undefined && { expiration: Number(expiration) }),
    ...(collapseId !== undefined && { collapseId }),
  }
}

/** A redacted payload may be JSON no longer. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
