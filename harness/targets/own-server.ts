import type { Clock } from '../../mocks/clock/clock.ts'
import { tellingFetch } from '../../mocks/frameworks/typescript/host/telling-fetch.ts'

/** How long the phone's clock waits for one answer, in real milliseconds. A server that takes longer is overtaken. */
const PATIENCE_MS = 5000

/**
 * `fetch` for an app on virtual time that talks to a server of its own: over the network, while the phone's clock stands
 * still until the answer is there, body and all. A stream of events keeps its connection, and the clock does not wait.
 *
 * @param tell Is told of requests that fail, or have no answer for long.
 */
export function fetchFromOwnServer(clock: Clock, tell: (line: string) => void): typeof globalThis.fetch {
  const fetch = tellingFetch(globalThis.fetch, tell)
  return async (input, init) => {
    const release = clock.hold()
    const overtaken = setTimeout(release, PATIENCE_MS)
    try {
      const response = await fetch(input, init)
      if (!isStream(response)) await response.clone().arrayBuffer()
      return response
    } finally {
      clearTimeout(overtaken)
      release()
    }
  }
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false
}
