import type { NotificationPushType } from '@parse/node-apn'
import type { KeyedCertificate, ProviderKey } from '../../mocks/apns/index.ts'

/** Where the gateway is. Without `ca` (PEM), the system's trusted roots have to know it. */
export interface PushEndpoint {
  readonly host: string
  readonly port: number
  readonly ca?: string
}

/** How a provider shows who it is: by tokens that it signs with its key, or by a client certificate. */
export type PushCredentials = ProviderKey | KeyedCertificate

/** A request, ready to be sent. */
export interface PushMessage {
  /** The `apns-id`. */
  readonly push: string
  /** The device token, hexadecimal. */
  readonly token: string
  readonly topic: string
  readonly pushType: NotificationPushType
  readonly priority: 10 | 5 | 1
  /** Seconds since 1970; `0` for one attempt only. */
  readonly expiration: number
  readonly payload: unknown
  readonly body: Buffer
}

/** The gateway's answer. */
export interface PushAnswer {
  readonly push: string
  readonly status: number
  readonly reason?: string
}

/** One way of sending pushes. */
export interface PushSender extends AsyncDisposable {
  /** @throws {PushNotAnsweredError} */
  send(message: PushMessage): Promise<PushAnswer>
}
