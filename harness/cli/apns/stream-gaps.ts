import type { GatewayTraceEvent } from './trace-log.ts'

/** Streams that a client has opened and that never became a push. */
export interface StreamGap {
  readonly connection: number
  readonly streams: number
  /** What the connection was allowed few streams for. */
  readonly because: 'before authentication' | 'after a rejection'
}

interface Streams {
  first: number
  highest: number
  seen: number
  told: number
  /** As of the last look, to tell what is missing from what is on its way. */
  missing: number
  limit: number
  wasLowered: boolean
}

/**
 * Finds streams that HTTP/2 refused before the gateway saw a push, as it does beyond the limit that APNs starts with. A
 * client numbers its streams without gaps (RFC 9113 section 5.1.1), so what is missing was refused, or given up.
 */
export class StreamGaps {
  readonly #connections = new Map<number, Streams>()
  readonly #firstLimit: number
  #ended = 0

  /** @param firstLimit Streams for a client that has not yet sent a good provider token; infinite where that limits nobody. */
  constructor(firstLimit: number) {
    this.#firstLimit = firstLimit
  }

  /** Streams of all connections that have not become a push so far. */
  get total(): number {
    return this.#ended + this.#connections.values().reduce((sum, streams) => sum + missingFrom(streams), 0)
  }

  /** @returns What is missing from a connection that has ended, as far as it has not been told. */
  note(event: GatewayTraceEvent): StreamGap[] {
    if (event.name === 'apns.connect') {
      // A certificate authenticates before the first push.
      const limit = event.authentication === 'token' ? this.#firstLimit : Number.POSITIVE_INFINITY
      this.#connections.set(event.connection, untouched(limit))
      return []
    }
    const streams = 'connection' in event ? this.#connections.get(event.connection) : undefined
    if (!streams) return []
    if (event.name === 'apns.settings') {
      streams.wasLowered ||= event.maxConcurrentStreams < streams.limit
      streams.limit = event.maxConcurrentStreams
    } else if (event.name === 'apns.request') {
      streams.first = Math.min(streams.first, event.stream)
      streams.highest = Math.max(streams.highest, event.stream)
      streams.seen++
    } else if (event.name === 'apns.disconnect') {
      this.#connections.delete(event.connection)
      this.#ended += missingFrom(streams)
      return toldOf(event.connection, streams, missingFrom(streams))
    }
    return []
  }

  /** Gaps that were there at the last look already, and have not been told. */
  look(): StreamGap[] {
    return [...this.#connections].flatMap(([connection, streams]) => {
      const missing = missingFrom(streams)
      const settled = Math.min(missing, streams.missing)
      streams.missing = missing
      return toldOf(connection, streams, settled)
    })
  }

  /** Whether another look may find something. */
  get isSuspicious(): boolean {
    return this.#connections.values().some((streams) => missingFrom(streams) > streams.told)
  }
}

function untouched(limit: number): Streams {
  return { first: Number.POSITIVE_INFINITY, highest: 0, seen: 0, told: 0, missing: 0, limit, wasLowered: false }
}

/** What is missing from a connection that was never limited, its client has given up. */
function missingFrom({ first, highest, seen, limit }: Streams): number {
  return seen === 0 || limit === Number.POSITIVE_INFINITY ? 0 : (highest - first) / 2 + 1 - seen
}

function toldOf(connection: number, streams: Streams, missing: number): StreamGap[] {
  const fresh = missing - streams.told
  if (fresh <= 0) return []
  streams.told = missing
  return [{ connection, streams: fresh, because: streams.wasLowered ? 'after a rejection' : 'before authentication' }]
}
