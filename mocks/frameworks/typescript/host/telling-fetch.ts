import { redactTokensIn } from '../../../events/redact.ts'
import { processEnded } from '../runtime/app-runtime.ts'

/** A server that is there answers sooner; nobody would wait longer at the screen. In milliseconds of the machine's time. */
const SILENCE_MS = 5000

const FAILED = 'request failed: '
const UNANSWERED = 'request unanswered: '

/**
 * A `fetch` that also tells, in a line for the app's log as a phone writes it, of requests that fail or have no answer for
 * five seconds: method, URL without its query, how and after how long.
 */
export function tellingFetch(fetch: typeof globalThis.fetch, tell: (line: string) => void): typeof globalThis.fetch {
  return async (input, init) => {
    const started = performance.now()
    const request = describe(input, init)
    const silence = setTimeout(() => tell(`${UNANSWERED}${request}, for ${SILENCE_MS} ms`), SILENCE_MS)
    silence.unref()
    try {
      return await fetch(input, init)
    } catch (error) {
      // Nobody has given up a request that was cut with its process.
      if (init?.signal?.reason !== processEnded)
        tell(`${FAILED}${request}, after ${Math.round(performance.now() - started)} ms: ${reasonOf(error)}`)
      throw error
    } finally {
      clearTimeout(silence)
    }
  }
}

/** Whether a line of an app's log is one of those. */
export function tellsOfRequest(line: string): boolean {
  return line.startsWith(FAILED) || line.startsWith(UNANSWERED)
}

function describe(input: string | URL | Request, init?: RequestInit): string {
  const { method, url } = input instanceof Request ? input : { method: 'GET', url: String(input) }
  const { origin, pathname } = URL.parse(url) ?? { origin: '', pathname: url }
  return `${init?.method ?? method} ${redactTokensIn(`${origin}${pathname}`)}`
}

/** What the network says stands in the cause; the error itself says "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause = error } = error
  if (!(cause instanceof Error)) return error.message
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}
