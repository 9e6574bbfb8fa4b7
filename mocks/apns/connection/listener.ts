import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import type { KeyedCertificate } from '../credentials/certificate-authority.ts'
import { throwLater } from '../throw-later.ts'
import { listen } from './listen.ts'

/** How long requests that are under way may still take when the listener closes, in milliseconds. */
const CLOSE_GRACE_MS = 250

/** Beyond it connections are refused, so that a client that leaks them cannot exhaust the machine. */
const MAX_CONNECTIONS = 2000

/** What is served on a socket, as far as hanging up is concerned. */
interface Served {
  goAway(goAway: { readonly reason: string }): void
  /** Hangs up once what is under way has finished. */
  close(): void
}

interface ListenerOptions {
  readonly host: string
  readonly port: number
  readonly ca: string
  readonly certificate: KeyedCertificate
  /** How long a client may take for its TLS handshake. */
  readonly patienceMs: number
  /** Takes over a socket whose TLS handshake is done; `undefined` when it cannot. */
  readonly serve: (socket: TLSSocket) => Promise<Served | undefined>
}

/** The gateway's open port: TLS sockets out, whatever comes in. */
export class Listener {
  readonly host: string
  readonly port: number
  readonly #server: Server
  readonly #served = new Set<Served>()
  /** Also those that never finish their handshake. */
  readonly #sockets = new Set<Socket>()

  private constructor(server: Server, { host, serve }: ListenerOptions) {
    this.host = host
    this.port = (server.address() as AddressInfo).port
    this.#server = server
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.once('close', () => this.#sockets.delete(socket))
    })
    // Node only tells of a handshake that failed or takes too long.
    server.on('tlsClientError', (_error, socket) => socket.destroy())
    server.on('secureConnection', async (socket) => {
      socket.on('error', () => socket.destroy())
      const served = await serve(socket).catch((error: unknown) => throwLater(error))
      if (!served) return void socket.destroy()
      this.#served.add(served)
      socket.once('close', () => this.#served.delete(served))
    })
  }

  /** @throws {PortInUseError} */
  static async open(options: ListenerOptions): Promise<Listener> {
    const server = createServer({
      ...options.certificate,
      ca: options.ca,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['h2'],
      requestCert: true,
      // A certificate that is not trusted is answered 403 BadCertificate, not with a broken handshake.
      rejectUnauthorized: false,
      handshakeTimeout: options.patienceMs,
    })
    server.maxConnections = MAX_CONNECTIONS
    await listen(server, options.port, options.host)
    return new Listener(server, options)
  }

  goAway(reason: string): void {
    for (const served of this.#served) served.goAway({ reason })
  }

  async close(reason: string): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.goAway(reason)
    for (const served of this.#served) served.close()
    const impatience = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy()
    }, CLOSE_GRACE_MS)
    await closed
    clearTimeout(impatience)
  }
}
