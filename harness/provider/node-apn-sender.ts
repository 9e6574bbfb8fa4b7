import apn from '@parse/node-apn'
import { PushNotAnsweredError } from './push-not-answered-error.ts'
import type { PushAnswer, PushCredentials, PushEndpoint, PushMessage, PushSender } from './push-sender.ts'

/** Sends the way that most Node backends do, with `@parse/node-apn`. Payloads have to be JSON objects that are not empty. */
export class NodeApnSender implements PushSender {
  readonly #provider: apn.Provider

  constructor({ host, port, ca }: PushEndpoint, credentials: PushCredentials) {
    this.#provider = new apn.Provider({
      address: host,
      port,
      ...(ca !== undefined && { ca: [ca] }),
      ...('p8' in credentials
        ? { token: { key: credentials.p8, keyId: credentials.keyId, teamId: credentials.teamId } }
        : { cert: credentials.cert, key: credentials.key }),
    })
  }

  async send(message: PushMessage): Promise<PushAnswer> {
    const { push } = message
    const notification = new apn.Notification()
    notification.id = push
    notification.topic = message.topic
    notification.pushType = message.pushType
    notification.priority = message.priority
    notification.expiry = message.expiration
    notification.rawPayload = message.payload
    const { failed } = await this.#provider.send(notification, message.token)
    const [failure] = failed
    if (!failure) return { push, status: 200 }
    if (failure.status === undefined) throw new PushNotAnsweredError(push, failure.error)
    // After its retries, node-apn tells the reason of a 403 ExpiredProviderToken as an error only.
    const reason = failure.response?.reason ?? failure.error?.message
    return { push, status: failure.status, ...(reason !== undefined && { reason }) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#provider.shutdown()
  }
}
