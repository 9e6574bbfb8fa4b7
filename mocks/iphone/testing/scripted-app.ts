import type { Clock } from '../../clock/clock.ts'
import type { AppHost, AppProcess, HostHandlers, Launch } from '../apps/host.ts'
import { greet } from '../link/greet.ts'
import { memoryTransports } from '../link/memory-transport.ts'
import { phoneMessage, type AppMessage, type PhoneMessage, type Untimed } from '../link/messages.ts'
import type { Transport } from '../link/transport.ts'
import { LINK_VERSION } from '../link/version.ts'

type MessageOf<Type extends PhoneMessage['type']> = Extract<PhoneMessage, { type: Type }>

/** An app whose every message a test says itself, in the test's own process. */
export class ScriptedApp implements AppHost {
  /** What the phone has told it since its first launch, the handshake aside. */
  readonly heard: PhoneMessage[] = []
  launches = 0
  /** What it was launched with last. */
  launched: Launch | undefined
  /** What it says by itself in every launch, as soon as it is welcomed. */
  start = () => {}
  readonly #clock: Clock
  #transport: Transport | undefined
  #exit: ((code: string) => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  say(message: Untimed<AppMessage>): void {
    this.#transport?.send({ ...message, t: this.#clock.now() })
  }

  all<Type extends PhoneMessage['type']>(type: Type): MessageOf<Type>[] {
    return this.heard.filter((message): message is MessageOf<Type> => message.type === type)
  }

  /** @throws Error when it has not heard such a message. */
  last<Type extends PhoneMessage['type']>(type: Type): MessageOf<Type> {
    const last = this.all(type).at(-1)
    if (!last) throw new Error(`the app has heard no ${type}, but ${this.heard.map((each) => each.type).join(', ')}`)
    return last
  }

  /** Every action that it was handed, oldest first. */
  get handed() {
    return this.all('provider.execute').flatMap(({ actions }) => actions)
  }

  /** Ends by itself. */
  exit(code: string): void {
    this.#transport?.close()
    this.#exit?.(code)
  }

  async launch(launch: Launch, handlers: HostHandlers): Promise<AppProcess> {
    const pid = 1000 + ++this.launches
    this.launched = launch
    const [phoneEnd, appEnd] = memoryTransports()
    greet(phoneEnd, {
      hello: (hello, transport) => handlers.connected(transport, hello.pid),
      refused: (reason) => handlers.refused(reason),
    })
    this.#transport = appEnd
    this.#exit = (code) => handlers.exited({ code })
    appEnd.receive({
      message: (raw) => this.#hear(phoneMessage.parse(raw)),
      garbage: (excerpt) => {
        throw new Error(`the phone sent garbage: ${excerpt}`)
      },
      closed: () => {},
    })
    this.say({ type: 'hello', version: LINK_VERSION, launch: String(pid), pid })
    return { pid, suspend() {}, resume() {}, kill: () => appEnd.close() }
  }

  async close(): Promise<void> {}

  #hear(message: PhoneMessage): void {
    if (message.type === 'clock.ping') return this.say({ type: 'clock.pong', ping: message.ping })
    this.heard.push(message)
    if (message.type === 'welcome') this.start()
  }
}
