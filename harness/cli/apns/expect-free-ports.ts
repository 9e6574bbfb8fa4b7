import { once } from 'node:events'
import { createServer } from 'node:net'
import { PortInUseError } from '../../../mocks/apns/index.ts'

/** The gateway cannot listen where it should. */
export class ListenError extends Error {
  readonly code = 'APNS_LISTEN'
  override readonly name = 'ListenError'
}

/**
 * Finds out whether all ports can be listened on, before anything of an earlier gateway is replaced: it may be the one
 * that still has them.
 *
 * @throws {PortInUseError}
 * @throws {ListenError}
 */
export async function expectFreePorts(host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const server = createServer()
    server.listen(port, host)
    try {
      await once(server, 'listening')
    } catch (error) {
      throw explained(error, host, port)
    }
    const closed = once(server, 'close')
    server.close()
    await closed
  }
}

function explained(error: unknown, host: string, port: number): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  switch (code) {
    case 'EADDRINUSE':
      return new PortInUseError(host, port, error)
    case 'EACCES':
      return new ListenError(
        `expected to listen on port ${port}, which this user may not; choose one from 1024 on with --port, or allow it with: sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ListenError(
        `expected --host to be an address of this machine, got ${host} (${code}); 127.0.0.1 is for this machine alone, 0.0.0.0 for every network that it is in`,
      )
    default:
      return new ListenError(`cannot listen on ${host}:${port} (${code})`)
  }
}
