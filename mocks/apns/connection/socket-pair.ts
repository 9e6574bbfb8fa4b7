import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

const LOOPBACK = '127.0.0.1'

/**
 * Two sockets that are connected to each other over the loopback interface.
 *
 * For what has to sit between a socket and an HTTP/2 session. `stream.duplexPair()` looks like the thing for that, but
 * the adapter that Node puts over a stream which is no socket allows one write at a time and a session makes several
 * (when it resets a stream and ends, for one): a failed assertion inside Node then takes the process down.
 */
export async function socketPair(): Promise<[Socket, Socket]> {
  const server = createServer().listen(0, LOOPBACK)
  try {
    await once(server, 'listening')
    const near = connect((server.address() as AddressInfo).port, LOOPBACK)
    const accepted = once(server, 'connection') as Promise<[Socket]>
    const [[far]] = await Promise.all([accepted, once(near, 'connect')])
    if (far.remotePort === near.localPort) return [near.setNoDelay(true), far.setNoDelay(true)]
    far.destroy()
    near.destroy()
    throw new Error(`expected the connection from port ${near.localPort}, got one from port ${far.remotePort}`)
  } finally {
    server.close()
  }
}
