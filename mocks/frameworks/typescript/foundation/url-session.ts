import { currentRuntime } from '../runtime/current.ts'

/**
 * Foundation's `URLSession`: how an app reaches its backend. Over the network in a process of its own; in-process and on
 * virtual time, straight to the backend that the harness has set up.
 */
export class URLSession {
  static readonly shared = new URLSession()

  private constructor() {}

  /** `data(for:)` with the request in the form of the Fetch standard. Rejects when the host cannot be reached. */
  data(url: string | URL, init?: RequestInit): Promise<Response> {
    return currentRuntime().fetch(url, init)
  }

  /** `bytes(for:).lines`: the lines of a response as they arrive. Ends with the response; rejects when it is cut. */
  async *lines(url: string | URL): AsyncGenerator<string> {
    const runtime = currentRuntime()
    const { body } = await runtime.fetch(url)
    if (!body) return
    const reader = body.getReader()
    const decoder = new TextDecoder()
    let pending = ''
    try {
      for (;;) {
        const { done, value } = await reader.read().finally(() => runtime.whenRunning())
        if (done) break
        const lines = (pending + decoder.decode(value, { stream: true })).split('\n')
        pending = lines.pop() ?? ''
        yield* lines
      }
    } finally {
      await reader.cancel().catch(() => {})
    }
    pending += decoder.decode()
    if (pending !== '') yield pending
  }
}
