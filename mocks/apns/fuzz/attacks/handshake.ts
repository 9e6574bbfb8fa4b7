import { connect } from 'node:net'
import { refused, type Outcome } from '../outcome.ts'
import type { Attack } from './attack.ts'

/** The beginning of a TLS record that holds a ClientHello. */
const HELLO = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]

/** Bytes that are no TLS, or the beginning of some. */
export const attackByHandshake: Attack = async ({ dice, battlefield, within }) => {
  const { host, port } = battlefield.gateway.endpoint
  const socket = connect({ host, port })
  const { promise: closed, resolve } = Promise.withResolvers<Outcome>()
  socket.on('error', () => socket.destroy())
  socket.on('close', () => resolve(refused))
  socket.resume()
  socket.end(Buffer.from([...(dice.chance(0.5) ? HELLO : []), ...dice.bytes(dice.length(2000))]))
  try {
    return await within(closed)
  } finally {
    socket.destroy()
  }
}
