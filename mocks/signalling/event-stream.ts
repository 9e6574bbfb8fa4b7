/** What an app is told over its event stream, as one `data:` line of JSON each. */
export type PushedEvent =
  | { readonly event: 'ended'; readonly uuid: string; readonly reason: string }
  | { readonly event: 'answered'; readonly uuid: string }

/** The open event streams of all devices, in the format of Server-Sent Events. */
export class EventStreams {
  readonly #open = new Map<(event: PushedEvent) => void, () => void>()
  readonly #encoder = new TextEncoder()

  /** How many apps listen. */
  get size(): number {
    return this.#open.size
  }

  /** A response that stays open until the app hangs up, `signal` aborts, or {@link closed} is called. */
  open(signal: AbortSignal | undefined, closed: () => void): Response {
    let end = () => {}
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const write = (text: string) => controller.enqueue(this.#encoder.encode(text))
        const send = (event: PushedEvent) => write(`data: ${JSON.stringify(event)}\n\n`)
        end = () => {
          if (this.#open.delete(send)) closed()
        }
        signal?.addEventListener('abort', () => {
          end()
          controller.error(signal.reason)
        })
        this.#open.set(send, () => {
          end()
          controller.close()
        })
        // The first line goes out at once: headers alone would wait for it.
        write(': open\n\n')
      },
      cancel: () => end(),
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
  }

  send(event: PushedEvent): void {
    for (const send of this.#open.keys()) send(event)
  }

  /** Ends every stream; an app that wants to hear more opens another. */
  close(): void {
    for (const close of this.#open.values()) close()
  }
}
