import { once } from 'node:events'
import { connect, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2'
import { z } from 'zod'
import { signProviderToken } from '../../mocks/apns/index.ts'
import { PushNotAnsweredError } from './push-not-answered-error.ts'
import type { PushAnswer, PushCredentials, PushEndpoint, PushMessage, PushSender } from './push-sender.ts'

/** As long as node-apn waits for an answer, in milliseconds. */
const ANSWER_TIMEOUT_MS = 5000

const refusal = z.object({ reason: z.string() })

/** Sends any body, byte for byte. */
export class RawSender implements PushSender {
  readonly #endpoint: PushEndpoint
  readonly #credentials: PushCredentials
  #session: ClientHttp2Session | undefined

  constructor(endpoint: PushEndpoint, credentials: PushCredentials) {
    this.#endpoint = endpoint
    this.#credentials = credentials
  }

  async send(message: PushMessage): Promise<PushAnswer> {
    const { push } = message
    try {
      const stream = this.#connected().request({
        ':method': 'POST',
        ':path': `/3/device/${message.token}`,
        'apns-id': push,
        'apns-topic': message.topic,
        'apns-push-type': message.pushType,
        'apns-priority': String(message.priority),
        'apns-expiration': String(message.expiration),
        ...this.#authorization(),
      })
      stream.end(message.body)
      const { status, body } = await answerOn(stream)
      return { push, status, ...(body !== '' && refusal.parse(JSON.parse(body))) }
    } catch (error) {
      throw new PushNotAnsweredError(push, error)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const session = this.#session
    if (!session || session.destroyed) return
    const closed = once(session, 'close')
    session.close()
    await closed
  }

  #connected(): ClientHttp2Session {
    if (this.#session && !this.#session.closed && !this.#session.destroyed) return this.#session
    const { host, port, ca } = this.#endpoint
    const certificate = 'cert' in this.#credentials ? this.#credentials : undefined
    const session = connect(`https://${host}:${port}`, { ...certificate, ...(ca !== undefined && { ca }) })
    // The request that is under way fails by itself, and with the better message.
    session.on('error', () => session.destroy())
    this.#session = session
    return session
  }

  /** Dated by the machine's calendar, as a backend's is. Raw bodies are rare enough for a token each. */
  #authorization(): { authorization: string } | undefined {
    return 'p8' in this.#credentials
      ? { authorization: `bearer ${signProviderToken(this.#credentials, new Date())}` }
      : undefined
  }
}

function answerOn(stream: ClientHttp2Stream): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    let status: number | undefined
    let body = ''
    stream.setEncoding('utf8')
    stream.on('response', (headers) => (status = headers[':status']))
    stream.on('data', (chunk: string) => (body += chunk))
    stream.on('error', reject)
    // Not 'end', which a stream also has whose connection went away before the answer.
    stream.on('close', () => {
      if (status === undefined) reject(new Error('the stream was closed without an answer'))
      else resolve({ status, body })
    })
    stream.setTimeout(ANSWER_TIMEOUT_MS, () => stream.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS} ms`)))
  })
}
