import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { readBody } from './request-body.ts'
import type { Device, SessionSlot } from './route.ts'
import { dispatch } from './router.ts'
import { WebDriverError } from './web-driver-error.ts'

/** How long a client may take to send a request, in milliseconds, unless told otherwise. */
const REQUEST_TIMEOUT = 10_000

export interface WebDriverAgentOptions extends Device {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** How long a client may take to send a request, in milliseconds. */
  readonly requestTimeout?: number
}

/** The HTTP face of WebDriverAgent on the virtual phone, for the XCUITest driver of Appium. Serves loopback only. */
export class WebDriverAgent implements AsyncDisposable {
  /** Where it is served, without a trailing slash. */
  readonly url: string
  readonly #server: Server

  private constructor(server: Server, url: string) {
    this.#server = server
    this.url = url
  }

  /** @throws Error when the port is taken. */
  static async start({
    port = 0,
    requestTimeout = REQUEST_TIMEOUT,
    ...device
  }: WebDriverAgentOptions): Promise<WebDriverAgent> {
    const sessions: SessionSlot = { current: undefined }
    const server = createServer(
      {
        requestTimeout,
        headersTimeout: requestTimeout,
        connectionsCheckingInterval: Math.min(requestTimeout, 1000),
      },
      (request, response) => void answer(request, response, device, sessions),
    )
    server.on('clientError', refuse)
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return new WebDriverAgent(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  device: Device,
  sessions: SessionSlot,
): Promise<void> {
  try {
    const url = parseUrl(request.url ?? '/')
    const body = await readBody(request)
    const value = await dispatch(
      { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, body },
      device,
      sessions,
    )
    send(response, 200, value ?? null, sessions)
  } catch (thrown) {
    const error = asWebDriverError(thrown)
    // What is left of a body that was not read to its end cannot be told from the next request.
    if (!request.complete) response.setHeader('connection', 'close')
    send(response, error.status, errorValue(error), sessions)
  }
}

function parseUrl(target: string): URL {
  try {
    const url = new URL(target, 'http://127.0.0.1')
    decodeURIComponent(url.pathname)
    return url
  } catch (cause) {
    throw new WebDriverError('unknown command', `The request target '${target}' is no path`, { cause })
  }
}

function asWebDriverError(thrown: unknown): WebDriverError {
  if (thrown instanceof WebDriverError) return thrown
  return new WebDriverError('unknown error', thrown instanceof Error ? thrown.message : String(thrown), {
    cause: thrown,
  })
}

function errorValue({ code, message }: WebDriverError): object {
  return { error: code, message, traceback: '' }
}

function send(response: ServerResponse, status: number, value: unknown, { current }: SessionSlot): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ value, sessionId: current?.id ?? null }))
}

/** Answers what never became a request: broken HTTP, or one that took too long to arrive. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy()
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const problem = new WebDriverError(
    late ? 'unknown error' : 'invalid argument',
    late ? 'The request took too long to arrive' : `This is no HTTP request: ${error.message}`,
  )
  const body = JSON.stringify({ value: errorValue(problem), sessionId: null })
  socket.end(
    `HTTP/1.1 ${late ? '408 Request Timeout' : '400 Bad Request'}\r\ncontent-type: application/json;charset=UTF-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
