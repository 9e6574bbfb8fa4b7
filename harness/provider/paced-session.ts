import { once } from 'node:events'
import {
  connect,
  constants,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
} from 'node:http2'
import type { PushCredentials, PushEndpoint } from './push-sender.ts'

/** As long as node-apn waits for an answer, in milliseconds. */
const ANSWER_TIMEOUT_MS = 5000

export interface Response {
  readonly headers: IncomingHttpHeaders & IncomingHttpStatusHeader
  readonly body: string
}

/** An HTTP/2 session on which no more streams are open than the other side allows, which APNs changes all the time. */
export class PacedSession {
  readonly #session: ClientHttp2Session
  readonly #waiting: (() => void)[] = []
  #open = 0
  #isOver = false

  private constructor(session: ClientHttp2Session) {
    this.#session = session
    session.on('remoteSettings', () => this.#admit())
  }

  /** @param over Called once when no more streams can be opened, or when none ever could. */
  static async connect(endpoint: PushEndpoint, credentials: PushCredentials, over: () => void): Promise<PacedSession> {
    const { host, port, ca } = endpoint
    const certificate = 'cert' in credentials ? credentials : undefined
    const session = connect(`https://${host}:${port}`, { ...certificate, ...(ca !== undefined && { ca }) })
    const paced = new PacedSession(session)
    const end = () => {
      paced.#isOver = true
      over()
      paced.#admit()
    }
    session.once('goaway', end)
    session.once('close', end)
    // Streams that are opened before the client knows how many it may open are refused.
    await settingsOf(session)
    return paced
  }

  /** @returns `undefined` when the other side has certainly not looked at the request, so that it can be sent again. */
  async request(headers: OutgoingHttpHeaders, body: Uint8Array): Promise<Response | undefined> {
    await this.#turn()
    try {
      if (this.#isOver) return undefined
      const stream = this.#session.request(headers, { endStream: body.length === 0 })
      if (body.length > 0) stream.end(body)
      return await answerOn(stream)
    } finally {
      this.#open--
      this.#admit()
    }
  }

  async close(): Promise<void> {
    if (this.#session.destroyed) return
    const closed = once(this.#session, 'close')
    this.#session.close()
    await closed
  }

  async #turn(): Promise<void> {
    const admitted = new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#admit()
    await admitted
  }

  #admit(): void {
    const { maxConcurrentStreams: limit = Number.POSITIVE_INFINITY } = this.#session.remoteSettings
    while (this.#isOver || this.#open < limit) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#open++
      next()
    }
  }
}

function settingsOf(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = new Error(`no SETTINGS within ${ANSWER_TIMEOUT_MS} ms`)
    const impatience = setTimeout(() => session.destroy(late), ANSWER_TIMEOUT_MS)
    session.once('remoteSettings', () => {
      clearTimeout(impatience)
      resolve()
    })
    // Later on, the requests that are under way fail by themselves, and with the better message.
    session.on('error', (error) => {
      session.destroy()
      reject(error)
    })
    session.once('close', () => {
      clearTimeout(impatience)
      reject(new Error('the connection was closed before any SETTINGS'))
    })
  })
}

/** A refused stream was not processed, so it may be opened again: RFC 9113, section 8.7. */
function answerOn(stream: ClientHttp2Stream): Promise<Response | undefined> {
  return new Promise((resolve, reject) => {
    let headers: Response['headers'] | undefined
    let body = ''
    stream.setEncoding('utf8')
    stream.on('response', (response) => (headers = response))
    stream.on('data', (chunk: string) => (body += chunk))
    stream.on('error', (error) => {
      if (stream.rstCode === constants.NGHTTP2_REFUSED_STREAM) resolve(undefined)
      else reject(error)
    })
    // Not 'end', which a stream also has whose connection went away before the answer.
    stream.on('close', () => {
      if (headers === undefined) reject(new Error('the stream was closed without an answer'))
      else resolve({ headers, body })
    })
    stream.setTimeout(ANSWER_TIMEOUT_MS, () => stream.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS} ms`)))
  })
}
