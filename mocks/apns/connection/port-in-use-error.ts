/** Another program listens where the gateway should. */
export class PortInUseError extends Error {
  readonly code = 'APNS_PORT_IN_USE'
  override readonly name = 'PortInUseError'

  constructor(host: string, port: number, cause: unknown) {
    super(
      `expected to listen on ${host}:${port}, but another program already does; stop it, or give another port (0 lets the system choose a free one)`,
      { cause },
    )
  }
}
