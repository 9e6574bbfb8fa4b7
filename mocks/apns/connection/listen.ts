import { once } from 'node:events'
import type { Server } from 'node:net'
import { PortInUseError } from './port-in-use-error.ts'

/** Has a server listen, on a free port where 0 is given. @throws {PortInUseError} */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw isTaken ? new PortInUseError(host, port, error) : error
  }
}
