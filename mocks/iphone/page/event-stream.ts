import type { ServerResponse } from 'node:http'

/**
 * A reader who is behind by more is hung up on, in bytes. Its browser comes back by itself as soon as it can read, and
 * starts with what is then the present.
 */
const BACKLOG = 1_048_576

/** How long a browser waits before it comes back, in milliseconds. */
const RETRY = 500

/** One reader of Server-Sent Events. */
export class EventStream {
  readonly #response: ServerResponse

  /** @param closed Called once, when the reader has gone or the stream was closed. */
  constructor(response: ServerResponse, closed: () => void) {
    this.#response = response
    response.on('error', () => {})
    response.on('close', closed)
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(`retry: ${RETRY}\n\n`)
  }

  /** Sends data as JSON under the name of an event. */
  send(event: string, data: unknown): void {
    if (this.#response.writableLength > BACKLOG) this.close()
    else this.#response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  close(): void {
    this.#response.destroy()
  }
}
