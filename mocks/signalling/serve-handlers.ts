import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { RequestHandler } from 'msw'
import { answerRequest } from './answer-request.ts'

/** A running server; disposing of it cuts what is still open. */
export interface HandlerServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:49152`. */
  readonly url: string
}

/**
 * Serves msw handlers over HTTP/1.1 on loopback. msw has no server of its own; its `getResponse` answers one request,
 * and this is the socket around it. A thrown error is answered with 500, `Response.error()` cuts the connection.
 */
export async function serveHandlers(handlers: readonly RequestHandler[], port = 0): Promise<HandlerServer> {
  const server = createServer((message, reply) => {
    void answer(handlers, message, reply).catch((error: unknown) => {
      if (reply.headersSent) return reply.destroy()
      reply.writeHead(500).end(error instanceof Error ? error.message : String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function answer(
  handlers: readonly RequestHandler[],
  message: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const origin = `http://${message.headers.host ?? '127.0.0.1'}`
  const response = await answerRequest(handlers, toRequest(message, origin), origin)
  if (response.type === 'error') return void reply.destroy()
  reply.writeHead(response.status, Object.fromEntries(response.headers))
  if (!response.body) return void reply.end()
  // A client that hangs up in the middle of an event stream is no error.
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), reply).catch(() => {})
}

function toRequest(message: IncomingMessage, origin: string): Request {
  const { method = 'GET', url = '/', headers } = message
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(url, origin), {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
    ...(hasBody && { body: Readable.toWeb(message) as ReadableStream, duplex: 'half' }),
  })
}
