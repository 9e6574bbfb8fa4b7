import { once } from 'node:events'
import { FrameSplitter } from '../../connection/frame-splitter.ts'
import { openTLS } from '../../testing/client.ts'
import { hostileFrames, ping } from '../hostile-frames.ts'
import { refused, type Outcome } from '../outcome.ts'
import type { Attack } from './attack.ts'

const HEADERS = 1
const RST_STREAM = 3
const PING = 6
const GOAWAY = 7

/** After so long, in milliseconds, the gateway may be waiting for the rest of a frame, and the client ends instead. */
const QUIET_MS = 100

/** Bytes that are wrong as HTTP/2, or none, on a connection of their own. */
export const attackByFrames: Attack = async ({ dice, battlefield, within }) => {
  const { what, bytes } = hostileFrames(dice)
  const socket = openTLS(battlefield.gateway)
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  socket.on('close', () => resolve())
  let outcome: Outcome = { kind: 'ignored' }
  const splitter = new FrameSplitter('server')
  const conversation = async (): Promise<Outcome> => {
    await Promise.race([once(socket, 'secureConnect'), closed])
    const quiet = setTimeout(() => socket.end(), QUIET_MS)
    socket.on('data', (chunk: Buffer) => {
      for (const part of splitter.push(chunk)) {
        if (Buffer.isBuffer(part)) continue
        if (part.type === RST_STREAM || part.type === GOAWAY) outcome = refused
        if ([HEADERS, RST_STREAM, PING, GOAWAY].includes(part.type)) socket.end()
      }
    })
    socket.write(Buffer.concat([bytes, ping]))
    await closed
    clearTimeout(quiet)
    return outcome
  }
  try {
    const result = await within(conversation())
    return result.kind === 'wrong' ? { ...result, what: `${what}: ${result.what}` } : result
  } finally {
    socket.destroy()
  }
}
