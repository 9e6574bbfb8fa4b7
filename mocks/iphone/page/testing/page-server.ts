import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Handler = (request: IncomingMessage, response: ServerResponse) => boolean

/** Serves pages on a free port of this machine, and answers 404 to what none of the handlers takes. */
export class PageServer implements AsyncDisposable {
  readonly #server

  private constructor(handlers: readonly Handler[]) {
    this.#server = createServer((request, response) => {
      if (!handlers.some((handle) => handle(request, response))) response.writeHead(404).end('not ours')
    })
  }

  static async start(...handlers: readonly Handler[]): Promise<PageServer> {
    const server = new PageServer(handlers)
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}
