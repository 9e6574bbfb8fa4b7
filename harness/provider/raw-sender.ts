import { z } from 'zod'
import { PacedSession, type Response } from './paced-session.ts'
import { ProviderTokens } from './provider-tokens.ts'
import { PushNotAnsweredError } from './push-not-answered-error.ts'
import type { PushAnswer, PushCredentials, PushEndpoint, PushMessage, PushSender } from './push-sender.ts'

/**
 * How often a request is sent anew that the gateway has certainly not looked at, as when it allows fewer streams than
 * are under way. Far more than are needed for one that serves anything at all.
 */
const ATTEMPTS = 50

const refusal = z.object({ reason: z.string().optional(), timestamp: z.number().optional() })

/** A request as it goes out, but for its authorization. */
export interface RawRequest {
  /** Names in lower case, and values, in order; those of one name together. Without `:authority` and `authorization`. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** All that the gateway answers. */
export interface RawAnswer {
  readonly status: number
  readonly reason?: string
  /** The `apns-id`. */
  readonly push?: string
  /** The `apns-unique-id`, by which Apple's console finds a push to the development environment. */
  readonly uniqueId?: string
  /** When the device token became invalid, in milliseconds since 1970. */
  readonly timestamp?: number
}

/** Sends any body and any headers, byte for byte. */
export class RawSender implements PushSender {
  readonly #endpoint: PushEndpoint
  readonly #credentials: PushCredentials
  readonly #tokens: ProviderTokens | undefined
  #session: Promise<PacedSession> | undefined

  constructor(endpoint: PushEndpoint, credentials: PushCredentials) {
    this.#endpoint = endpoint
    this.#credentials = credentials
    this.#tokens = 'p8' in credentials ? new ProviderTokens(credentials) : undefined
  }

  async send(message: PushMessage): Promise<PushAnswer> {
    const { push, token, topic, pushType, priority, expiration, body } = message
    const { status, reason } = await this.request({
      headers: [
        [':method', 'POST'],
        [':path', `/3/device/${token}`],
        ['apns-id', push],
        ['apns-topic', topic],
        ['apns-push-type', pushType],
        ['apns-priority', String(priority)],
        ['apns-expiration', String(expiration)],
      ],
      body,
    })
    return { push, status, ...(reason !== undefined && { reason }) }
  }

  /** @throws {PushNotAnsweredError} */
  async request({ headers, body }: RawRequest): Promise<RawAnswer> {
    const authorization = this.#tokens && { authorization: `bearer ${this.#tokens.current()}` }
    const outgoing = { ...merged(headers), ...authorization }
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const session = await this.#connected()
        const response = await session.request(outgoing, body)
        if (response) return understood(response)
      }
      throw new Error(`the gateway refused the stream ${ATTEMPTS} times`)
    } catch (error) {
      throw new PushNotAnsweredError(headers.find(([name]) => name === 'apns-id')?.[1] ?? 'without an id', error)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const session = await this.#session?.catch(() => undefined)
    await session?.close()
  }

  #connected(): Promise<PacedSession> {
    if (this.#session) return this.#session
    const session = PacedSession.connect(this.#endpoint, this.#credentials, () => {
      if (this.#session === session) this.#session = undefined
    })
    this.#session = session
    return session
  }
}

/** As node:http2 takes them: repeated headers as a list. */
function merged(headers: RawRequest['headers']): Record<string, string | string[]> {
  const values = new Map<string, string[]>()
  for (const [name, value] of headers) values.set(name, [...(values.get(name) ?? []), value])
  return Object.fromEntries(
    [...values].map(([name, [first = '', ...rest]]) => [name, rest.length > 0 ? [first, ...rest] : first]),
  )
}

function understood({ headers, body }: Response): RawAnswer {
  const { reason, timestamp } = body === '' ? {} : refusal.parse(JSON.parse(body))
  const push = headers['apns-id']
  const uniqueId = headers['apns-unique-id']
  return {
    status: headers[':status'] ?? 0,
    ...(reason !== undefined && { reason }),
    ...(timestamp !== undefined && { timestamp }),
    ...(typeof push === 'string' && { push }),
    ...(typeof uniqueId === 'string' && { uniqueId }),
  }
}
