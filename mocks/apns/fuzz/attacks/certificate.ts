import { openTLS, TestClient } from '../../testing/client.ts'
import { goodHeaders, payload } from '../../testing/push.ts'
import { judgeAnswer, refused, type Outcome } from '../outcome.ts'
import type { Attack } from './attack.ts'

/** A push with a client certificate that is good, wrong, or hardly one. */
export const attackByCertificate: Attack = async ({ dice, battlefield, within }) => {
  const { gateway, certificates } = battlefield
  const socket = openTLS(gateway, { ...dice.pick(certificates), ALPNProtocols: ['h2'] })
  const push = async (): Promise<Outcome> => {
    try {
      await using client = await TestClient.over(socket)
      const { status, headers, body } = await client.request(goodHeaders(), payload)
      return judgeAnswer(status ?? 0, headers, body)
    } catch {
      // The handshake failed, or the gateway sent the client away.
      return refused
    }
  }
  try {
    return await within(push())
  } finally {
    // Node's HTTP/2 client leaves the socket of a handshake that failed as it is.
    socket.destroy()
  }
}
