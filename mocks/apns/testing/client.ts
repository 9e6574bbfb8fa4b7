import { once } from 'node:events'
import {
  connect,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
} from 'node:http2'
import { text } from 'node:stream/consumers'
import { connect as connectTLS, type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { Gateway } from '../gateway.ts'

export interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A bare HTTP/2 client, for requests that no push library would send. */
export class TestClient implements AsyncDisposable {
  readonly session: ClientHttp2Session

  private constructor(session: ClientHttp2Session) {
    this.session = session
    session.on('error', () => session.destroy())
  }

  static connect({ endpoint }: Gateway, options: { cert?: string; key?: string } = {}): TestClient {
    return new TestClient(connect(`https://${endpoint.host}:${endpoint.port}`, { ca: endpoint.ca, ...options }))
  }

  /** Over a TLS connection that the client has made in its own way. */
  static async over(socket: TLSSocket): Promise<TestClient> {
    await once(socket, 'secureConnect')
    return new TestClient(connect('https://localhost', { createConnection: () => socket }))
  }

  /** Rejects when the stream ends without an answer. */
  async request(headers: OutgoingHttpHeaders, body?: string | Uint8Array): Promise<Answer> {
    const stream = this.session.request({ ':method': 'POST', ...headers }, { endStream: false })
    const response = new Promise<IncomingHttpHeaders & IncomingHttpStatusHeader>((resolve, reject) => {
      stream.on('response', resolve)
      stream.on('error', reject)
      stream.on('close', () => reject(new Error('the stream was closed without an answer')))
    })
    stream.end(body)
    const [answer, answerBody] = await Promise.all([response, text(stream)])
    // Without the symbols that Node adds.
    const answerHeaders = Object.fromEntries(Object.entries(answer))
    return { status: answer[':status'], headers: answerHeaders, body: answerBody }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.session.destroyed) return
    const closed = once(this.session, 'close')
    this.session.destroy()
    await closed
  }
}

/** A TLS connection to the gateway on which nothing has been said yet. */
export function openTLS({ endpoint }: Gateway, options: ConnectionOptions = {}): TLSSocket {
  const socket = connectTLS({ host: endpoint.host, port: endpoint.port, ca: endpoint.ca, ...options })
  socket.on('error', () => socket.destroy())
  return socket
}
