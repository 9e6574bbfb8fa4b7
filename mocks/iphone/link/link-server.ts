import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { greet } from './greet.ts'
import { socketTransport } from './socket-transport.ts'
import type { Transport } from './transport.ts'

const HELLO_TIMEOUT_MS = 10_000

interface Expected {
  connected(transport: Transport, pid: number): void
  refused(reason: string): void
}

/**
 * Where child processes connect to: a Unix socket in a folder that only this user may enter, or, where there are none,
 * a loopback port. A peer that does not name an expected launch is turned away.
 */
export class LinkServer {
  /** What the app finds in `CALLKIT_LINK`: a path, or `127.0.0.1:port`. */
  readonly address: string
  readonly #server: Server
  readonly #folder: string | undefined
  readonly #expected: Map<string, Expected>
  readonly #sockets: Set<Socket>

  private constructor(
    server: Server,
    address: string,
    folder: string | undefined,
    expected: Map<string, Expected>,
    sockets: Set<Socket>,
  ) {
    this.#server = server
    this.address = address
    this.#folder = folder
    this.#expected = expected
    this.#sockets = sockets
  }

  /** @param helloTimeoutMs How long a peer may take to say who it is. */
  static async listen(helloTimeoutMs = HELLO_TIMEOUT_MS): Promise<LinkServer> {
    const expected = new Map<string, Expected>()
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      receive(socket, expected, helloTimeoutMs)
    })
    const folder = process.platform === 'win32' ? undefined : await mkdtemp(join(tmpdir(), 'callkit-link-'))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      if (folder) server.listen(join(folder, 'link.sock'), resolve)
      else server.listen(0, '127.0.0.1', resolve)
    })
    const address = folder ? join(folder, 'link.sock') : `127.0.0.1:${(server.address() as AddressInfo).port}`
    return new LinkServer(server, address, folder, expected, sockets)
  }

  /** Lets one peer in that presents `launch`. @returns A function that withdraws the invitation. */
  expect(launch: string, handlers: Expected): () => void {
    this.#expected.set(launch, handlers)
    return () => void this.#expected.delete(launch)
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true })
  }
}

function receive(socket: Socket, expected: Map<string, Expected>, helloTimeoutMs: number): void {
  const transport = socketTransport(socket)
  const refused = (reason: string) => {
    clearTimeout(timer)
    for (const each of expected.values()) each.refused(reason)
  }
  const timer = setTimeout(() => {
    transport.close()
    refused(`a peer said nothing for ${helloTimeoutMs} ms`)
  }, helloTimeoutMs)
  greet(transport, {
    hello({ launch, pid }, greeted) {
      const app = expected.get(launch)
      if (!app) {
        greeted.close()
        return refused('a peer named a launch that nobody waits for')
      }
      expected.delete(launch)
      clearTimeout(timer)
      app.connected(greeted, pid)
    },
    refused,
    closed: () => clearTimeout(timer),
  })
}
