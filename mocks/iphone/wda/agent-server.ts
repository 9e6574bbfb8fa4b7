import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { errorAnswer, type AgentAnswer } from './agent-answer.ts'
import { WebDriverError } from './web-driver-error.ts'

/** How long a client may take to send a request, in milliseconds, unless told otherwise (`FBHTTPServer.m`). */
const REQUEST_TIMEOUT = 30_000

/** How often late requests are looked for, at most, in milliseconds. */
const SWEEP_INTERVAL = 1000

/** What WebDriverAgent puts on every answer (`FBWebServer.m`). */
const HEADERS = {
  'content-type': 'application/json;charset=UTF-8',
  'cache-control': 'no-store',
  server: 'WebDriverAgent/1.0',
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'Content-Type, X-Requested-With',
}

export interface AgentServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** How long a client may take to send a request, in milliseconds. One that takes longer is hung up on. */
  readonly requestTimeout?: number
}

/** Answers a request for a path, which is percent-encoded but known to decode. */
export type AgentHandler = (request: IncomingMessage, path: string, query: URLSearchParams) => Promise<AgentAnswer>

/** The HTTP server of one or more WebDriverAgents. Serves loopback only. */
export class AgentServer implements AsyncDisposable {
  /** Where it is served, without a trailing slash. */
  readonly url: string
  readonly #server: Server

  private constructor(server: Server, url: string) {
    this.#server = server
    this.url = url
  }

  /** @throws Error when the port is taken. */
  static async start(
    { port = 0, requestTimeout = REQUEST_TIMEOUT }: AgentServerOptions,
    handle: AgentHandler,
  ): Promise<AgentServer> {
    const server = createServer(
      {
        requestTimeout,
        headersTimeout: requestTimeout,
        connectionsCheckingInterval: Math.min(requestTimeout, SWEEP_INTERVAL),
      },
      (request, response) => void respond(request, response, handle),
    )
    server.on('clientError', refuse)
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return new AgentServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, handle: AgentHandler): Promise<void> {
  // A client that goes away while its command is carried out has nobody to be told.
  response.on('error', () => {})
  const url = parseUrl(request.url ?? '/')
  const { status, body, afterwards } = url
    ? await handle(request, url.pathname, url.searchParams)
    : errorAnswer(new WebDriverError('unknown command', `The request target '${request.url}' is no path`))
  // What is left of a body that was not read to its end cannot be told from the next request.
  if (!request.complete) response.setHeader('connection', 'close')
  const isText = typeof body === 'string'
  const headers = isText ? { ...HEADERS, 'content-type': 'text/html;charset=UTF-8' } : HEADERS
  response.writeHead(status, headers).end(isText ? body : JSON.stringify(body), afterwards)
}

function parseUrl(target: string): URL | undefined {
  const url = URL.parse(target, 'http://127.0.0.1')
  try {
    decodeURIComponent(url?.pathname ?? '')
  } catch {
    return undefined
  }
  return url ?? undefined
}

/** Hangs up on what never became a request: at once when it took too long, and with an answer when it is no HTTP. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return void socket.destroy()
  const message = `The request could not be parsed as valid HTTP: ${error.message}`
  const body = JSON.stringify(errorAnswer(new WebDriverError('invalid argument', message)).body)
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: ${HEADERS['content-type']}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
