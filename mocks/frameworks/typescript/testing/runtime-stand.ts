import { CountingClock } from '../../../clock/testing/counting-clock.ts'
import { memoryTransports } from '../../../iphone/link/memory-transport.ts'
import {
  appMessage,
  type AppMessage,
  type CallMessage,
  type PhoneMessage,
  type Untimed,
} from '../../../iphone/link/messages.ts'
import { AppRuntime } from '../runtime/app-runtime.ts'
import { inRuntime } from '../runtime/current.ts'
import { launchApplication } from '../uikit/launch.ts'
import type { UIApplicationDelegate } from '../uikit/index.ts'

type MessageOf<Type extends AppMessage['type']> = Extract<AppMessage, { type: Type }>

/** An app's frameworks with nothing but the link at their other end: a test says what the phone says. */
export class RuntimeStand {
  readonly clock = new CountingClock()
  readonly said: AppMessage[] = []
  readonly crashes: unknown[] = []
  readonly runtime: AppRuntime
  readonly #phoneEnd

  constructor(fetch: typeof globalThis.fetch = globalThis.fetch) {
    const [phoneEnd, appEnd] = memoryTransports()
    this.#phoneEnd = phoneEnd
    phoneEnd.receive({
      message: (message) => this.said.push(appMessage.parse(message)),
      garbage: () => {},
      closed: () => {},
    })
    this.runtime = new AppRuntime({
      clock: this.clock,
      transport: appEnd,
      pid: 7,
      launch: 'launch',
      environment: {},
      arguments: ['app.ts', '-verbose'],
      fetch,
      enter: inRuntime,
      crashed: (error) => this.crashes.push(error),
      disconnected: () => {},
    })
  }

  /** Launches an app whose launch method does what `code` does. */
  async launch(code: () => void, calls: CallMessage[] = []): Promise<void> {
    class App implements UIApplicationDelegate {
      applicationDidFinishLaunching(): void {
        code()
      }
    }
    void inRuntime(this.runtime, () => launchApplication(this.runtime, async () => ({ default: App }), 'app.ts'))
    await this.tell({ type: 'welcome', state: 'background', release: '18.2', storefront: 'USA', calls })
  }

  /** Runs code of the app. */
  async run(code: () => unknown): Promise<void> {
    this.runtime.run(code)
    await this.clock.settle()
  }

  async tell(...messages: Untimed<PhoneMessage>[]): Promise<void> {
    for (const message of messages) this.#phoneEnd.send({ ...message, t: this.clock.now() })
    await this.clock.settle()
  }

  all<Type extends AppMessage['type']>(type: Type): MessageOf<Type>[] {
    return this.said.filter((message): message is MessageOf<Type> => message.type === type)
  }

  /** The types of what the app has said since it was launched, in order. */
  get spoken(): string[] {
    return this.said.map(({ type }) => type).filter((type) => type !== 'hello')
  }
}
