import { constants, performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { TLSSocket } from 'node:tls'
import type { GatewayState } from '../checks/check.ts'
import { ProviderSession } from '../credentials/provider-session.ts'
import { parsePushCertificate } from '../credentials/push-certificate.ts'
import type { Environment } from '../environment.ts'
import type { Answer } from '../exchange/answer.ts'
import type { ConnectionIdentity, RequestOrigin } from '../exchange/gateway-request.ts'
import { serveRequest } from '../exchange/serve-request.ts'
import { strikeConnection } from '../faults/connection-faults.ts'
import { placeOf, placeOfPort, type ServiceName } from '../hosts.ts'
import { apnsSettings } from './connection-settings.ts'
import { chained, tapFrames, type FrameHooks, type FrameTap } from './frame-tap.ts'
import { debugData, goAwayFrame, type GoAway } from './go-away.ts'
import { StreamLimit } from './stream-limit.ts'

/** Node allows a session 10 MB; a thousand streams of VoIP pushes and their headers need more. */
const MAX_SESSION_MEGABYTES = 64

/**
 * nghttp2 counts a stream beyond the limit that it refuses as an invalid frame, and Node ends a session that has had 1000.
 * After a rejection APNs lowers the limit to one while hundreds may be on their way.
 */
const MAX_INVALID_FRAMES = 1_000_000

/** Under a name that is not Apple's, everything is served. */
const EVERY_SERVICE: readonly ServiceName[] = ['device', 'broadcast', 'channels']

export interface ConnectionOptions {
  readonly id: number
  readonly gateway: GatewayState
  /** Where a connection leads whose names and port do not say it. */
  readonly environment: Environment
  /** How long a client may take to say that it speaks HTTP/2, and for each request. */
  readonly patienceMs: number
  readonly frames: FrameHooks | undefined
}

/** A client's connection, from the end of the TLS handshake on. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #socket: TLSSocket
  readonly #session: ServerHttp2Session
  readonly #tap: FrameTap | undefined
  readonly #streams: StreamLimit
  /** After a GOAWAY, the last stream that it has promised to serve. */
  #served = Number.POSITIVE_INFINITY
  #isSilent = false
  /** The client has shown who it is. */
  #isKnown: boolean
  /** Refused requests since the last that was accepted. */
  #refusals = 0
  #underWay = 0
  #idle: NodeJS.Timeout | undefined

  private constructor(socket: TLSSocket, origin: RequestOrigin, options: ConnectionOptions, tap?: FrameTap) {
    const { id, gateway, patienceMs } = options
    const { streamsBeforeAuthentication, maxConcurrentStreams } = gateway.switches
    this.#options = options
    this.#socket = socket
    this.#tap = tap
    this.#isKnown = origin.identity.kind === 'certificate'
    const streams = this.#isKnown ? maxConcurrentStreams : streamsBeforeAuthentication
    // Not http2.createSecureServer: it hangs up on clients without ALPN, such as Pushy and aioapns, and APNs does not.
    const session = performServerHandshake(tap?.session ?? socket, {
      maxSessionMemory: MAX_SESSION_MEGABYTES,
      maxSessionInvalidFrames: MAX_INVALID_FRAMES,
      settings: { ...apnsSettings, maxConcurrentStreams: streams },
    })
    this.#session = session
    this.#streams = new StreamLimit(session, streams, (maxConcurrentStreams) =>
      gateway.tell(() => ({ name: 'apns.settings', connection: id, maxConcurrentStreams })),
    )
    const context = { gateway, origin, patienceMs, connection: this }
    session.on('stream', (request, headers, _flags, rawHeaders) => {
      // A client may reset its stream at any time; there is nobody left to answer then.
      request.on('error', () => request.destroy())
      this.#countIdle(request)
      serveRequest(request, headers, rawHeaders, context)
    })
    session.on('error', () => socket.destroy())
    const impatience = setTimeout(() => socket.destroy(), patienceMs)
    session.once('remoteSettings', () => clearTimeout(impatience))
    socket.once('close', () => {
      clearTimeout(impatience)
      clearTimeout(this.#idle)
    })
    this.#rest()
    // Not before the client has seen our SETTINGS, which come first on every connection.
    if (isForeign(origin, gateway))
      session.once('remoteSettings', () => this.goAway({ reason: 'BadCertificateEnvironment', lastStream: 0 }))
  }

  /** @returns `undefined` when the machine has no sockets left for the frame tap. */
  static async open(socket: TLSSocket, options: ConnectionOptions): Promise<Connection | undefined> {
    const { id, gateway, frames } = options
    const origin = originOf(socket, options)
    const server = typeof socket.servername === 'string' && socket.servername ? socket.servername : undefined
    gateway.tell(() => ({
      name: 'apns.connect',
      connection: id,
      alpn: socket.alpnProtocol === 'h2',
      tls: socket.getProtocol() ?? 'unknown',
      authentication: origin.identity.kind === 'token' ? 'token' : 'certificate',
      client: origin.client,
      ...(server !== undefined && { server }),
    }))
    socket.once('close', () => gateway.tell(() => ({ name: 'apns.disconnect', connection: id })))
    socket.setNoDelay(true)
    const faults = strikeConnection(gateway.faults, id)
    const { explanation } = faults ?? {}
    if (explanation !== undefined) gateway.tell(() => ({ name: 'apns.fault', connection: id, fault: explanation }))
    if (!frames && !faults && !isForeign(origin, gateway)) return new Connection(socket, origin, options)
    const tap = await tapFrames(socket, chained(frames, faults?.hooks)).catch(() => undefined)
    return tap && new Connection(socket, origin, options, tap)
  }

  /**
   * Sends a GOAWAY the way APNs does, and hangs up once what is under way has finished. On a tapped connection a client
   * that stays nevertheless is turned away for a while first.
   *
   * @param goAway Without a last stream, that of the latest request. Another is told only on a tapped connection: Node
   *   ends a session with a GOAWAY of its own, and one that names a later stream than the one before it is an error
   *   (RFC 9113 section 6.8).
   */
  goAway({ reason, code = constants.NGHTTP2_NO_ERROR, lastStream }: Partial<GoAway>): void {
    const { id, gateway } = this.#options
    if (this.#session.destroyed) return void this.#socket.destroy()
    const latest = this.#session.state.lastProcStreamID ?? 0
    const last = Math.min(this.#served, this.#tap ? (lastStream ?? latest) : latest)
    gateway.tell(() => ({ name: 'apns.goaway', connection: id, code, lastStream: last, ...(reason && { reason }) }))
    this.#served = last
    if (!this.#tap) {
      // For 0 Node puts in the latest. It reads nothing after a GOAWAY of its own, so there is nobody to turn away.
      this.#session.goaway(code, 0, debugData(reason))
      return this.close()
    }
    this.#tap.goAway(goAwayFrame({ code, lastStream: last, ...(reason && { reason }) }))
    const linger = setTimeout(() => this.close(), gateway.switches.lingerAfterGoAwayMs)
    this.#socket.once('close', () => clearTimeout(linger))
  }

  /** Hangs up once what is under way has finished. */
  close(): void {
    if (this.#session.destroyed) this.#socket.destroy()
    else this.#session.close()
  }

  /** Hangs up at once, whatever is under way. */
  cut(): void {
    this.#socket.destroy()
  }

  /** Answers nothing more, and stays open. Only a tapped connection keeps its PING and SETTINGS to itself as well. */
  fallSilent(): void {
    this.#isSilent = true
    this.#tap?.fallSilent()
  }

  get isSilent(): boolean {
    return this.#isSilent
  }

  /** Whether a stream will be served: not, once a GOAWAY has said that it won't. */
  serves(stream: number): boolean {
    return stream <= this.#served
  }

  /**
   * Allows many streams to a client whose pushes are good, few to one that is not known or makes mistakes, and has
   * enough of one that makes too many.
   */
  answered({ status, reason, authenticated }: Answer): void {
    const { maxConcurrentStreams, streamsAfterRejection, refusalsBeforeGoAway } = this.#options.gateway.switches
    // A 410 is news about a device, and no mistake of the client's.
    const isMistake = status >= 400 && status < 500 && status !== 410
    if (status < 300 || (authenticated && !this.#isKnown && !isMistake)) this.#streams.set(maxConcurrentStreams)
    else if (isMistake && (authenticated || this.#isKnown)) this.#streams.set(streamsAfterRejection)
    this.#isKnown ||= authenticated
    if (status < 300) this.#refusals = 0
    // Apple: sooner for these.
    else if (isMistake) this.#refusals += reason === 'BadDeviceToken' ? 2 : 1
    if (refusalsBeforeGoAway > 0 && this.#refusals >= refusalsBeforeGoAway && this.#served === Number.POSITIVE_INFINITY)
      this.goAway({ code: constants.NGHTTP2_ENHANCE_YOUR_CALM })
  }

  /** A connection is not idle while a request is under way. */
  #countIdle(request: ServerHttp2Stream): void {
    if (this.#options.gateway.switches.idleConnectionMs === 0) return
    this.#underWay++
    clearTimeout(this.#idle)
    request.once('close', () => {
      if (--this.#underWay === 0) this.#rest()
    })
  }

  #rest(): void {
    const { idleConnectionMs } = this.#options.gateway.switches
    if (idleConnectionMs === 0 || this.#socket.destroyed) return
    this.#idle = setTimeout(() => this.goAway({ reason: 'IdleTimeout' }), idleConnectionMs)
  }
}

/** A certificate of the other environment, where that is told by a GOAWAY and not by the answers. */
function isForeign({ identity, environment }: RequestOrigin, { switches }: GatewayState): boolean {
  return (
    switches.wrongCertificateEnvironment === 'goaway' &&
    identity.kind === 'certificate' &&
    !identity.certificate.environments.includes(environment)
  )
}

function originOf(socket: TLSSocket, { id, environment }: ConnectionOptions): RequestOrigin {
  const server = typeof socket.servername === 'string' ? socket.servername : undefined
  const place = placeOf(server) ?? placeOfPort(socket.localPort)
  const client = socket.remoteAddress ?? 'unknown'
  return {
    connection: id,
    identity: identify(socket),
    session: new ProviderSession(client),
    environment: place?.environment ?? environment,
    services: place?.services ?? EVERY_SERVICE,
    client,
  }
}

function identify(socket: TLSSocket): ConnectionIdentity {
  const peer = socket.getPeerX509Certificate()
  if (!peer) return { kind: 'token' }
  const certificate = socket.authorized ? parsePushCertificate(new Uint8Array(peer.raw)) : undefined
  return certificate ? { kind: 'certificate', certificate } : { kind: 'untrusted certificate' }
}
