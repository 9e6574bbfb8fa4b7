import type { ServerHttp2Stream } from 'node:http2'
import { largestPayload } from '../push-types.ts'

/** A request's body, or as much of it as there will be. */
export interface Body {
  readonly body: Buffer
  /** How much has come; more than `body` holds when it is too large to be a push. */
  readonly bytes: number
  /** The client has stopped in the middle of it. */
  readonly isOverdue: boolean
}

interface ReadOptions {
  /** How long the client may take, in milliseconds. */
  readonly patienceMs: number
  /** Do not wait for more than the beginning. */
  readonly onlyBegin: boolean
}

/** Reads the body of a request, and calls back once; never for a request that its client has reset. */
export function readBody(
  stream: ServerHttp2Stream,
  { patienceMs, onlyBegin }: ReadOptions,
  done: (body: Body) => void,
): void {
  let chunks: Buffer[] = []
  let bytes = 0
  let waiting: typeof done | undefined = done
  const conclude = (isOverdue = false) => {
    // A stream that the client has reset ends as well, with half a body.
    if (!waiting || stream.aborted || stream.destroyed) return
    clearTimeout(impatience)
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    const tell = waiting
    // Nothing of the request stays with its stream: Node's sessions keep half of the streams they are done with until the
    // next major garbage collection, and what hangs on those doubled the time that collections take.
    waiting = undefined
    chunks = []
    tell({ body, bytes, isOverdue })
  }
  const impatience = setTimeout(() => conclude(true), patienceMs)
  stream.on('data', (chunk: Buffer) => {
    if (!waiting) return
    bytes += chunk.length
    if (bytes <= largestPayload) chunks.push(chunk)
    if (bytes > largestPayload || onlyBegin) conclude()
  })
  stream.on('end', () => conclude())
  stream.on('close', () => clearTimeout(impatience))
}
