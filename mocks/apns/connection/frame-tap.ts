import type { Duplex } from 'node:stream'
import { FrameSplitter } from './frame-splitter.ts'
import type { Frame } from './frame.ts'
import { socketPair } from './socket-pair.ts'

/** Sees each frame before it goes on, and says what goes on instead: the same frame, another, several or none. */
export type FrameHook = (frame: Frame) => readonly Frame[]

/** What happens to the frames of one connection. A direction without a hook is passed on without being looked at. */
export interface FrameHooks {
  readonly fromClient?: FrameHook
  readonly toClient?: FrameHook
}

/**
 * Puts a tap between a client's socket and the HTTP/2 session that serves it, because Node's session hides its frames
 * and fixes some of their content (it cannot send a GOAWAY with last stream 0, for one).
 *
 * @returns The stream to give to the session in place of the socket. Either closes when the other does.
 */
export async function tapFrames(socket: Duplex, hooks: FrameHooks): Promise<Duplex> {
  const [tap, session] = await socketPair()
  pass(socket, tap, hooks.fromClient && rewriter(new FrameSplitter('client'), hooks.fromClient))
  pass(tap, socket, hooks.toClient && rewriter(new FrameSplitter('server'), hooks.toClient))
  return session
}

type Rewrite = (chunk: Buffer) => Buffer[]

function rewriter(splitter: FrameSplitter, hook: FrameHook): Rewrite {
  return (chunk) =>
    splitter.push(chunk).flatMap((part) => (Buffer.isBuffer(part) ? [part] : hook(part).map((frame) => frame.bytes)))
}

function pass(from: Duplex, to: Duplex, rewrite: Rewrite = (chunk) => [chunk]): void {
  from.on('data', (chunk: Buffer) => {
    for (const bytes of rewrite(chunk)) if (to.writable && !to.write(bytes)) from.pause()
  })
  to.on('drain', () => from.resume())
  from.on('end', () => to.end())
  // A reset connection is the client's right, and the session is told of it by the closed stream.
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
}
