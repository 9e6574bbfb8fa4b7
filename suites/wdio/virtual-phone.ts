import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { typescriptCommand } from '../../mocks/frameworks/typescript/host/typescript-command.ts'
import { ChildProcessHost } from '../../mocks/iphone/apps/child-process.ts'
import type { PhoneEvent } from '../../mocks/iphone/events.ts'
import { VirtualIphone, type VirtualIphoneOptions } from '../../mocks/iphone/virtual-iphone.ts'
import { WebDriverAgent } from '../../mocks/iphone/wda/index.ts'
import { serveHandlers, SignallingBackend } from '../../mocks/signalling/index.ts'

const BUNDLE_ID = 'com.example.reference'
const APP = fileURLToPath(new URL(`../../fixtures/apps/reference/app${extname(import.meta.url)}`, import.meta.url))

/** How long the app may take to complete an action, in milliseconds: a tenth of a second on an idle machine. */
const COMPLETION_TIMEOUT_MS = 10_000

/** An action that the app was asked to perform. */
export type PerformedAction = Extract<PhoneEvent, { name: 'perform' }>

/** A virtual iPhone with the reference app on it, whose WebDriverAgent is served for a WebDriver client. */
export class PhoneWithApp implements AsyncDisposable {
  readonly udid: string
  readonly release: string
  readonly webDriverAgentUrl: string
  /** What the app was asked to perform, in order, as the phone tells it. */
  readonly performed: readonly PerformedAction[]
  readonly #iphone: VirtualIphone
  readonly #backend: SignallingBackend
  readonly #open: ReadonlySet<string>
  readonly #resources: AsyncDisposableStack

  private constructor(
    iphone: VirtualIphone,
    backend: SignallingBackend,
    webDriverAgentUrl: string,
    resources: AsyncDisposableStack,
  ) {
    const performed: PerformedAction[] = []
    const open = new Set<string>()
    iphone.events.subscribe((event) => {
      if (event.name === 'perform') {
        performed.push(event)
        open.add(event.action)
      } else if (event.name === 'fulfill' || event.name === 'fail' || event.name === 'timeout')
        open.delete(event.action)
    })
    this.udid = iphone.udid
    this.release = iphone.release.version
    this.webDriverAgentUrl = webDriverAgentUrl
    this.performed = performed
    this.#iphone = iphone
    this.#backend = backend
    this.#open = open
    this.#resources = resources
  }

  static async boot(options: Pick<VirtualIphoneOptions, 'release'> = {}): Promise<PhoneWithApp> {
    await using resources = new AsyncDisposableStack()
    const clock = new RealClock()
    const iphone = resources.use(VirtualIphone.boot({ ...options, clock }))
    const backend = new SignallingBackend(clock)
    const { url } = resources.use(await serveHandlers(backend.handlers))
    iphone.install({
      bundleId: BUNDLE_ID,
      displayName: 'Reference',
      urlSchemes: [],
      environment: { CALLKIT_BACKEND: url, CALLKIT_DEVICE: iphone.udid },
      host: new ChildProcessHost(typescriptCommand(APP)),
    })
    const agent = resources.use(await WebDriverAgent.start(iphone))
    return new PhoneWithApp(iphone, backend, agent.url, resources.move())
  }

  /** Somebody calls. Resolves with the call's UUID once the push is with the app. */
  async ring(handle: string): Promise<string> {
    const uuid = randomUUID().toUpperCase()
    const payload = { UUID: uuid, identifier: handle }
    this.#backend.dial(uuid, handle)
    await this.#iphone.deliver(BUNDLE_ID, { push: randomUUID(), payload, bytes: JSON.stringify(payload).length })
    return uuid
  }

  /** Resolves once the app has completed everything that it was asked to perform. */
  settled(): Promise<void> {
    const completed = () => this.#open.size === 0
    return this.#iphone.clock.until(completed, COMPLETION_TIMEOUT_MS, 'the app to complete its actions')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync()
  }
}

let started: PhoneWithApp | undefined

/** The phone of this worker. @throws Error before the WebDriver session. */
export function phone(): PhoneWithApp {
  if (!started) throw new Error('no phone: it is started before the session, so ask for it inside a test')
  return started
}

/** Boots the phone of this worker. @param release An iOS release; the default of the phone when absent. */
export async function startPhone(release?: string): Promise<PhoneWithApp> {
  started = await PhoneWithApp.boot(release === undefined ? {} : { release })
  return started
}

export async function stopPhone(): Promise<void> {
  await started?.[Symbol.asyncDispose]()
  started = undefined
}
