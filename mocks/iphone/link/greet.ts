import { parseAppMessage } from './messages.ts'
import type { Transport, TransportHandlers } from './transport.ts'
import { LINK_VERSION } from './version.ts'

/** Who has connected: the first thing that an app says. */
export interface Hello {
  /** The launch that the phone has given it. */
  readonly launch: string
  readonly pid: number
}

/**
 * Waits for a peer's hello and hands the connection on. Until the new owner has set its handlers, nothing else is read;
 * a peer that opens with anything but a hello of this version is refused and cut off.
 */
export function greet(
  transport: Transport,
  handlers: { hello(hello: Hello, transport: Transport): void; refused(reason: string): void; closed?(): void },
): void {
  let owner: TransportHandlers | undefined
  const refuse = (reason: string) => {
    transport.close()
    handlers.refused(reason)
  }
  transport.receive({
    message(raw) {
      if (owner) return owner.message(raw)
      const hello = parseHello(raw)
      if ('refusal' in hello) return refuse(hello.refusal)
      handlers.hello(hello, {
        send: (message) => transport.send(message),
        close: () => transport.close(),
        receive: (given) => void (owner = given),
      })
    },
    garbage(excerpt, reason) {
      if (owner) owner.garbage(excerpt, reason)
      else refuse(`${reason}: ${excerpt}`)
    },
    closed(reason) {
      handlers.closed?.()
      owner?.closed(reason)
    },
  })
}

function parseHello(raw: unknown): Hello | { refusal: string } {
  const parsed = parseAppMessage(raw)
  if (!parsed.success || parsed.data.type !== 'hello')
    return { refusal: `the first message was not hello but ${JSON.stringify(raw).slice(0, 80)}` }
  const { version, launch, pid } = parsed.data
  if (version !== LINK_VERSION)
    return { refusal: `the app speaks link version ${version}, this phone speaks ${LINK_VERSION}` }
  return { launch, pid }
}
