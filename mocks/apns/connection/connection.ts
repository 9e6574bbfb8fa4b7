import { constants, performServerHandshake, type ServerHttp2Session } from 'node:http2'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import type { GatewayState } from '../checks/check.ts'
import { apnsSettings, MAX_CONCURRENT_STREAMS } from './connection-settings.ts'
import type { GatewayEvent } from '../events.ts'
import { tapFrames, type FrameHooks } from './frame-tap.ts'
import { parsePushCertificate } from '../credentials/push-certificate.ts'
import { servePush } from '../exchange/push-exchange.ts'
import type { ConnectionIdentity } from '../exchange/push-request.ts'

/** Node allows a session 10 MB; a thousand streams of VoIP pushes and their headers need more. */
const MAX_SESSION_MEGABYTES = 64

export interface ConnectionOptions {
  readonly id: number
  readonly gateway: GatewayState
  readonly emit: (event: GatewayEvent) => void
  readonly streamsBeforeAuthentication: number
  /** How long a client may take to say that it speaks HTTP/2, and for each request. */
  readonly patienceMs: number
  readonly frames: FrameHooks | undefined
}

/** A client's connection, from the end of the TLS handshake on. */
export class Connection {
  readonly #socket: TLSSocket
  readonly #session: ServerHttp2Session

  private constructor(socket: TLSSocket, session: ServerHttp2Session) {
    this.#socket = socket
    this.#session = session
  }

  /** @returns `undefined` when the machine has no sockets left for the frame tap. */
  static async open(socket: TLSSocket, options: ConnectionOptions): Promise<Connection | undefined> {
    const { id, emit, frames } = options
    const identity = identify(socket)
    emit({
      name: 'apns.connect',
      connection: id,
      alpn: socket.alpnProtocol === 'h2',
      tls: socket.getProtocol() ?? 'unknown',
      authentication: identity.kind === 'token' ? 'token' : 'certificate',
    })
    socket.once('close', () => emit({ name: 'apns.disconnect', connection: id }))
    socket.setNoDelay(true)
    const stream = frames ? await tapFrames(socket, frames).catch(() => undefined) : socket
    return stream && new Connection(socket, serve(stream, socket, identity, options))
  }

  /** Sends a GOAWAY with `{"reason": …}` the way APNs does, and hangs up once what is under way has finished. */
  close(reason: string): void {
    if (this.#session.destroyed) return void this.#socket.destroy()
    this.#session.goaway(constants.NGHTTP2_NO_ERROR, undefined, Buffer.from(JSON.stringify({ reason })))
    this.#session.close()
  }
}

function serve(
  stream: Duplex,
  socket: TLSSocket,
  identity: ConnectionIdentity,
  { id, gateway, emit, streamsBeforeAuthentication, patienceMs }: ConnectionOptions,
): ServerHttp2Session {
  let streams = identity.kind === 'certificate' ? MAX_CONCURRENT_STREAMS : streamsBeforeAuthentication
  // Not http2.createSecureServer: it hangs up on clients without ALPN, such as Pushy and aioapns, and APNs does not.
  const session = performServerHandshake(stream, {
    maxSessionMemory: MAX_SESSION_MEGABYTES,
    settings: { ...apnsSettings, maxConcurrentStreams: streams },
  })
  const onAuthenticated = () => {
    if (streams === MAX_CONCURRENT_STREAMS || session.destroyed) return
    streams = MAX_CONCURRENT_STREAMS
    session.settings({ maxConcurrentStreams: streams })
  }
  const context = { gateway, emit, connection: id, identity, patienceMs, onAuthenticated }
  session.on('stream', (request, headers, _flags, rawHeaders) => servePush(request, headers, rawHeaders, context))
  session.on('error', () => socket.destroy())
  const impatience = setTimeout(() => socket.destroy(), patienceMs)
  session.once('remoteSettings', () => clearTimeout(impatience))
  socket.once('close', () => clearTimeout(impatience))
  return session
}

function identify(socket: TLSSocket): ConnectionIdentity {
  const peer = socket.getPeerX509Certificate()
  if (!peer) return { kind: 'token' }
  const certificate = socket.authorized ? parsePushCertificate(new Uint8Array(peer.raw)) : undefined
  return certificate ? { kind: 'certificate', certificate } : { kind: 'untrusted certificate' }
}
