import type { IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { request } from 'node:http'
import { createInterface } from 'node:readline'

/** One event of a stream. */
interface ServerSentEvent<Data> {
  readonly event: string
  readonly data: Data
}

/** Reads Server-Sent Events whose data are JSON, one after the other. */
export class EventReader<Data> implements AsyncDisposable {
  readonly #response: IncomingMessage
  readonly #lines: AsyncIterator<string>

  private constructor(response: IncomingMessage) {
    this.#response = response
    this.#lines = createInterface({ input: response })[Symbol.asyncIterator]()
  }

  static async open<Data>(url: string): Promise<EventReader<Data>> {
    const [response] = (await once(request(url).end(), 'response')) as [IncomingMessage]
    return new EventReader<Data>(response)
  }

  /** @throws Error when the stream has ended. */
  async next(): Promise<ServerSentEvent<Data>> {
    let event = ''
    for (;;) {
      const { value: line, done } = await this.#lines.next()
      if (done) throw new Error('the stream has ended')
      if (line.startsWith('event: ')) event = line.slice('event: '.length)
      if (line.startsWith('data: ')) return { event, data: JSON.parse(line.slice('data: '.length)) as Data }
    }
  }

  /** The first event from now on that the condition holds for. @throws Error when the stream has ended. */
  async until(condition: (event: ServerSentEvent<Data>) => boolean): Promise<ServerSentEvent<Data>> {
    for (;;) {
      const event = await this.next()
      if (condition(event)) return event
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#response.destroy()
  }
}
