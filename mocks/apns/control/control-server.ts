import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Gateway } from '../gateway.ts'
import { listen } from '../connection/listen.ts'
import { ControlError, matchPath, type ControlAnswer, type ControlRequest } from './route.ts'
import { routes } from './routes.ts'

const LARGEST_BODY = 1024 * 1024

/** Names under which a browser that was led here by a foreign page would not come. */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/

/**
 * Lets a test in any language script a gateway: JSON over HTTP/1.1.
 *
 * @example
 * await using control = await ControlServer.start(gateway)
 * await fetch(`${control.url}/faults`, { method: 'POST', body: '{"fault":"lost","times":1}' })
 */
export class ControlServer implements AsyncDisposable {
  readonly url: string
  readonly #server: Server

  private constructor(server: Server, host: string) {
    this.#server = server
    const { port } = server.address() as AddressInfo
    this.url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  }

  /**
   * @param options The port is a free one, and the host 127.0.0.1, unless given. Whoever reaches it can do with the
   *   gateway what they like.
   * @throws {PortInUseError}
   */
  static async start(
    gateway: Gateway,
    { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
  ): Promise<ControlServer> {
    const isLocal = LOOPBACK.test(host) || host === '::1'
    const server = createServer((request, response) => void serve(gateway, request, response, isLocal))
    server.on('clientError', (_error, socket) => socket.destroy())
    await listen(server, port, host)
    return new ControlServer(server, host)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

async function serve(
  gateway: Gateway,
  request: IncomingMessage,
  response: ServerResponse,
  isLocal: boolean,
): Promise<void> {
  try {
    if (isLocal && !LOOPBACK.test(request.headers.host ?? ''))
      throw new ControlError(403, 'CONTROL_HOST', `expected the host localhost, got ${request.headers.host}`)
    const body = await read(request)
    send(response, answer(gateway, request, body))
  } catch (error) {
    const { status, code, message } =
      error instanceof ControlError
        ? error
        : // What the gateway itself does not take: a token that is none, a device that nobody registered.
          { status: error instanceof TypeError ? 400 : 500, code: 'CONTROL_REFUSED', message: String(error) }
    send(response, { status, body: { error: message, code } })
  }
}

function answer(gateway: Gateway, { method = 'GET', url = '/' }: IncomingMessage, body: unknown): ControlAnswer {
  const { pathname, searchParams: query } = new URL(url, 'http://localhost')
  if (method === 'GET' && pathname === '/') return { body: { routes: list() } }
  const here = routes.flatMap((route) => {
    const path = matchPath(route.path, pathname)
    return path ? [{ route, path }] : []
  })
  const found = here.find(({ route }) => route.method === method)
  if (found) return found.route.answer(gateway, { path: found.path, query, body } satisfies ControlRequest)
  if (here.length === 0)
    throw new ControlError(404, 'CONTROL_PATH', `there is no ${pathname}; GET / lists what there is`)
  const methods = here.map(({ route }) => route.method).join(', ')
  throw new ControlError(405, 'CONTROL_METHOD', `${pathname} takes ${methods}, not ${method}`)
}

function list(): string[] {
  return routes.map(({ method, path, about }) => `${method} ${path}: ${about}`)
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > LARGEST_BODY)
      throw new ControlError(413, 'CONTROL_BODY', `expected a body of at most ${LARGEST_BODY} bytes`)
    chunks.push(chunk)
  }
  if (bytes === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch (error) {
    throw new ControlError(400, 'CONTROL_BODY', `expected a body of JSON: ${String(error)}`)
  }
}

function send(response: ServerResponse, { status = 200, body }: ControlAnswer): void {
  if (response.destroyed) return
  if (body === undefined) return void response.writeHead(status).end()
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}
