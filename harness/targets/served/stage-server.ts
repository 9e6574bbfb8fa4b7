import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Clock } from '../../../mocks/clock/clock.ts'
import { isCalledByAddress } from '../../../mocks/iphone/page/page-request.ts'
import type { ServerMessage } from './messages.ts'
import type { PhoneSlot } from './phone-slot.ts'
import { StageConnection } from './stage-connection.ts'

/** A push is 5120 bytes at most, and a captured one that is too long is still far below this. In bytes. */
const MAXIMUM_MESSAGE = 1024 * 1024

/** A client whose machine has gone says nothing, not even goodbye. In milliseconds. */
const HEARTBEAT_MS = 5000

/**
 * So many heartbeats a client may leave without an answer. After one, the answer may wait to be read: when this process did
 * not get to run for a while, its timers come before its sockets.
 */
const SILENT_AFTER = 2

const PATH = /^\/phone\/([^/]+)\/stage$/

export interface StageServerOptions {
  readonly slots: readonly PhoneSlot[]
  readonly clock: Clock
  /** Whether the server may be called so; the name of a host without its port. */
  readonly isCalled: (host: string) => boolean
  /** How often clients have to show that they are there, in milliseconds; 5000 unless given. */
  readonly heartbeatMs?: number
}

/** Lets scenarios on other machines play on the phones of this one: a WebSocket for each stage, below an HTTP server. */
export class StageServer implements AsyncDisposable {
  readonly #options: StageServerOptions
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAXIMUM_MESSAGE, perMessageDeflate: false })
  readonly #connections = new Set<StageConnection>()

  constructor(options: StageServerOptions) {
    this.#options = options
  }

  /** Where a phone's stage is, below the server's root. */
  static pathOf(udid: string): string {
    return `/phone/${encodeURIComponent(udid)}/stage`
  }

  /** Answers a request to talk WebSocket; what asks for anything but a stage is turned away. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Whoever resets the connection meanwhile has nobody to be told.
    socket.on('error', () => {})
    const [, name] = PATH.exec(URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '') ?? []
    if (name === undefined) return turnAway(socket, '404 Not Found', 'a stage is at /phone/<udid>/stage')
    if (!this.#isOwn(request)) return turnAway(socket, '403 Forbidden', 'a web page of another site may not play here')
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#connect(webSocket, name))
  }

  /** Hangs up on everybody, and waits until their phones are given back. */
  async [Symbol.asyncDispose](): Promise<void> {
    // First, so that whoever comes from now on is turned away.
    this.#sockets.close()
    for (const socket of this.#sockets.clients) socket.terminate()
    await Promise.allSettled([...this.#connections].map(({ left }) => left))
  }

  #connect(socket: WebSocket, name: string): void {
    const { slots, clock, heartbeatMs = HEARTBEAT_MS } = this.#options
    // What is wrong with a connection ends it, and "close" follows.
    socket.on('error', () => {})
    const slot = slots.find(({ udid }) => encodeURIComponent(udid) === name)
    if (!slot) {
      const message = `no phone ${name} is served here; there are ${slots.map(({ udid }) => udid).join(', ')}`
      socket.send(JSON.stringify({ type: 'refused', code: 'STAGE_NO_SUCH_PHONE', message } satisfies ServerMessage))
      return socket.close(1008, 'STAGE_NO_SUCH_PHONE')
    }
    hangUpWhenSilent(socket, heartbeatMs)
    const connection = new StageConnection(socket, slot, clock)
    this.#connections.add(connection)
    const forget = () => void this.#connections.delete(connection)
    // Why a phone could not be given back is told to whoever wants it next.
    connection.left.then(forget, forget)
  }

  /** A browser says which page a connection is for; another site's must not reach the phones by way of its visitors. */
  #isOwn(request: IncomingMessage): boolean {
    const { host = '', origin } = request.headers
    const called = URL.parse(`http://${host}`)?.hostname
    if (called === undefined || !this.#options.isCalled(called)) return false
    return origin === undefined || (URL.parse(origin)?.host === host && isCalledByAddress(request))
  }
}

function turnAway(socket: Duplex, status: string, message: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(message)}\r\nconnection: close\r\n\r\n${message}`,
    // A client that leaves its half open would keep the whole server from closing.
    () => socket.destroy(),
  )
}

function hangUpWhenSilent(socket: WebSocket, heartbeatMs: number): void {
  let unanswered = 0
  const timer = setInterval(() => {
    if (unanswered === SILENT_AFTER) return socket.terminate()
    unanswered++
    socket.ping()
  }, heartbeatMs)
  socket.on('pong', () => (unanswered = 0))
  socket.on('close', () => clearInterval(timer))
}
