import { randomUUID } from 'node:crypto'
import type { NotificationPushType } from '@parse/node-apn'
import type { Clock } from '../../mocks/clock/clock.ts'
import { Emitter } from '../../mocks/events/emitter.ts'
import { redactPayload } from '../../mocks/events/redact.ts'
import type { ProviderEvent } from './events.ts'
import { NodeApnSender } from './node-apn-sender.ts'
import type { PushAnswer, PushCredentials, PushEndpoint, PushMessage, PushSender } from './push-sender.ts'
import { RawSender } from './raw-sender.ts'

/** A push to send. */
export interface Push {
  /** The device token, hexadecimal. */
  readonly token: string
  readonly topic: string
  /** The call that the push announces, whatever its payload says; absent where nobody knows. */
  readonly uuid?: string
  /** Sent as JSON; a `Uint8Array` is sent as it is. */
  readonly payload: unknown
  /** Seconds since 1970; `0`, the advice for calls, unless given: one attempt only. */
  readonly expiration?: number
  /** 10 unless given. */
  readonly priority?: 10 | 5 | 1
  /** `voip` unless given. */
  readonly pushType?: NotificationPushType
  /** The `apns-id`; generated unless given. */
  readonly pushId?: string
  /** What is wrong with the payload, when it was made wrong on purpose. */
  readonly malformation?: string
  /** The payload is a captured one. */
  readonly replayed?: boolean
}

/**
 * The server that sends the pushes: a real APNs client.
 *
 * @example
 * await using provider = PushProvider.connect({ gateway: gateway.endpoint, credentials: key, clock })
 * await provider.send({ token, topic: 'com.example.App.voip', uuid, payload: articlePayload({ uuid, identifier }) })
 */
export class PushProvider implements AsyncDisposable {
  readonly events = new Emitter<ProviderEvent>()
  readonly #clock: Clock
  readonly #nodeApn: PushSender
  readonly #raw: PushSender

  private constructor(clock: Clock, nodeApn: PushSender, raw: PushSender) {
    this.#clock = clock
    this.#nodeApn = nodeApn
    this.#raw = raw
  }

  /** Connections are opened when they are needed, so a gateway that is not there shows at the first push. */
  static connect(options: { gateway: PushEndpoint; credentials: PushCredentials; clock: Clock }): PushProvider {
    const { gateway, credentials, clock } = options
    return new PushProvider(clock, new NodeApnSender(gateway, credentials), new RawSender(gateway, credentials))
  }

  /**
   * Sends one push and waits for the gateway's answer, which says nothing of the phone. Virtual time stands still
   * meanwhile: the socket is real.
   *
   * @throws {PushNotAnsweredError}
   */
  async send(push: Push): Promise<PushAnswer> {
    const { topic, payload, malformation, priority = 10, expiration = 0, pushType = 'voip' } = push
    const id = push.pushId ?? randomUUID().toUpperCase()
    const body = encode(payload)
    const message: PushMessage = { push: id, token: push.token, topic, pushType, priority, expiration, payload, body }
    const release = this.#clock.hold()
    try {
      this.#emit({
        name: 'push.sent',
        push: id,
        ...(push.uuid !== undefined && { uuid: push.uuid.toUpperCase() }),
        topic,
        pushType,
        priority,
        expiration,
        payload: describe(payload),
        bytes: body.length,
        ...(malformation !== undefined && { malformation }),
        ...(push.replayed && { replayed: true }),
      })
      const answer = await (isForNodeApn(payload) ? this.#nodeApn : this.#raw).send(message)
      this.#emit({ name: 'push.answered', ...answer })
      return answer
    } finally {
      release()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#nodeApn[Symbol.asyncDispose](), this.#raw[Symbol.asyncDispose]()])
  }

  #emit(event: ProviderEvent): void {
    this.events.emit(event)
    this.#clock.poke()
  }
}

/** node-apn serialises objects only, and drops a body of `{}`, which APNs then refuses as PayloadEmpty. */
function isForNodeApn(payload: unknown): boolean {
  const isObject = typeof payload === 'object' && payload !== null
  return isObject && !Array.isArray(payload) && !(payload instanceof Uint8Array) && Object.keys(payload).length > 0
}

function encode(payload: unknown): Buffer {
  return payload instanceof Uint8Array ? Buffer.from(payload) : Buffer.from(JSON.stringify(payload))
}

/** Bytes that are no JSON may hide a secret anywhere, so a trace is told only how many they are. */
function describe(payload: unknown): unknown {
  if (!(payload instanceof Uint8Array)) return redactPayload(payload)
  try {
    return redactPayload(JSON.parse(Buffer.from(payload).toString()))
  } catch {
    return `${payload.length} raw bytes`
  }
}
