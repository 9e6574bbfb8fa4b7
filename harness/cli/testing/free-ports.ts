import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/**
 * Systems give out the ports above these by themselves, to servers that want any and to every connection: Linux from 32768,
 * macOS and IANA from 49152. One of those would seldom be free still when the program that is to have it comes up.
 */
const RANGE = { from: 10_240, to: 32_768 }

/** Ports of the loopback interface on which nobody listens, and which nobody is given who does not ask for them. */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>()
  while (held.size < count) {
    const port = RANGE.from + Math.floor(Math.random() * (RANGE.to - RANGE.from))
    const server = createServer()
    const isFree = await once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    )
    if (isFree) held.set(port, server)
  }
  await Promise.all([...held.values()].map((server) => new Promise((resolve) => server.close(resolve))))
  return [...held.keys()]
}
