import type { Duplex } from 'node:stream'
import { FrameSplitter } from './frame-splitter.ts'
import type { Frame } from './frame.ts'
import { socketPair } from './socket-pair.ts'

/** Sees each frame before it goes on, and says what goes on instead: the same frame, another, several or none. */
export type FrameHook = (frame: Frame) => readonly Frame[]

/** What happens to the frames of one connection. A direction without a hook is passed on as it is. */
export interface FrameHooks {
  readonly fromClient?: FrameHook
  readonly toClient?: FrameHook
  /** Reads no faster than so from the client. */
  readonly readBytesPerSecond?: number
}

const GOAWAY = 7

/** A client's socket whose frames can be watched, changed and added to. */
export interface FrameTap {
  /** The stream to give to the HTTP/2 session in place of the socket. Either closes when the other does. */
  readonly session: Duplex
  /** Sends a GOAWAY between two of the session's frames, and from then on none of the session's own. */
  goAway(frame: Frame): void
  /** Sends and reads nothing more, and leaves the connection open. */
  fallSilent(): void
}

/**
 * Puts a tap between a client's socket and the HTTP/2 session that serves it, because Node's session hides its frames
 * and fixes some of their content (it cannot send a GOAWAY with last stream 0, for one).
 */
export async function tapFrames(
  socket: Duplex,
  { fromClient, toClient = unchanged, readBytesPerSecond }: FrameHooks,
): Promise<FrameTap> {
  const [tap, session] = await socketPair()
  let isGone = false
  let isSilent = false
  const toSession = fromClient ? rewriter('client', fromClient) : untouched
  pass(socket, tap, (chunk) => (isSilent ? [] : toSession(chunk)), readBytesPerSecond)
  // Cut into frames even without a hook, so that a frame can be put between two of them.
  const hook: FrameHook = (frame) => (isGone && frame.type === GOAWAY ? [] : toClient(frame))
  const fromSession = rewriter('server', hook)
  pass(tap, socket, (chunk) => (isSilent ? [] : fromSession(chunk)))
  return {
    session,
    goAway(frame) {
      isGone = true
      if (socket.writable) socket.write(frame.bytes)
    },
    fallSilent() {
      isSilent = true
    },
  }
}

/** The hooks of both: what goes on after one goes through the other. */
export function chained(one: FrameHooks = {}, other: FrameHooks = {}): FrameHooks {
  const chain = (first?: FrameHook, second?: FrameHook): FrameHook | undefined =>
    first && second ? (frame) => first(frame).flatMap(second) : (first ?? second)
  const fromClient = chain(one.fromClient, other.fromClient)
  const toClient = chain(one.toClient, other.toClient)
  return { ...one, ...other, ...(fromClient && { fromClient }), ...(toClient && { toClient }) }
}

/** What goes on in place of a chunk; without one, of what was still held back. */
type Rewrite = (chunk?: Buffer) => Buffer[]

const untouched: Rewrite = (chunk) => (chunk ? [chunk] : [])
const unchanged: FrameHook = (frame) => [frame]

function rewriter(from: 'client' | 'server', hook: FrameHook): Rewrite {
  const splitter = new FrameSplitter(from)
  return (chunk) =>
    chunk
      ? splitter.push(chunk).flatMap((part) => (Buffer.isBuffer(part) ? [part] : hook(part).map(({ bytes }) => bytes)))
      : splitter.flush()
}

function pass(from: Duplex, to: Duplex, rewrite: Rewrite, bytesPerSecond = Number.POSITIVE_INFINITY): void {
  let isResting = false
  let isFull = false
  const goOn = () => {
    if (!isResting && !isFull) from.resume()
  }
  const write = (chunks: Buffer[]) => {
    for (const bytes of chunks) if (to.writable && !to.write(bytes)) isFull = true
    if (isFull) from.pause()
  }
  from.on('data', (chunk: Buffer) => {
    const restMs = (chunk.length / bytesPerSecond) * 1000
    if (restMs === 0) return write(rewrite(chunk))
    isResting = true
    from.pause()
    setTimeout(() => {
      isResting = false
      write(rewrite(chunk))
      goOn()
    }, restMs)
  })
  to.on('drain', () => {
    isFull = false
    goOn()
  })
  from.on('end', () => {
    write(rewrite())
    to.end()
  })
  // A reset connection is the client's right, and the session is told of it by the closed stream.
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
}
