import type { Clock } from '../../mocks/clock/clock.ts'
import { InProcessHost, type InProcessHostOptions } from '../../mocks/frameworks/typescript/host/in-process-host.ts'
import { typescriptCommand } from '../../mocks/frameworks/typescript/host/typescript-command.ts'
import type { AppHost } from '../../mocks/iphone/apps/host.ts'
import { ChildProcessHost } from '../../mocks/iphone/apps/child-process.ts'
import type { Language } from '../../mocks/iphone/screen/labels.ts'
import { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import { serveHandlers, SignallingBackend } from '../../mocks/signalling/index.ts'
import { urlSchemesOf } from '../config/url-schemes.ts'
import type { Recorder } from '../trace/recorder.ts'
import { fetchFromOwnServer } from './own-server.ts'
import { reachThroughGateway, type PhoneGateway } from './reach-through-gateway.ts'
import { VirtualStageApp } from './stage-app.ts'
import { stagePhone } from './stage-phone.ts'
import type { StageApp, StageOptions, StagePhone } from './stage.ts'

export interface VirtualPhoneOptions extends StageOptions, InProcessHostOptions {
  /** The phone can be pushed to through each of them. */
  readonly gateways: readonly PhoneGateway[]
  /** A made-up one unless given. */
  readonly udid?: string
  readonly language?: Language
}

/** A virtual iPhone with the app under test on it, and a backend of its own that the app calls. */
export class VirtualPhone implements AsyncDisposable {
  readonly iphone: VirtualIphone
  readonly backend: SignallingBackend
  readonly bundleId: string
  readonly clock: Clock
  readonly recorder: Recorder
  readonly app: StageApp
  readonly conditions: StagePhone
  readonly #resources: AsyncDisposableStack

  private constructor(
    { subject, clock, recorder }: VirtualPhoneOptions,
    iphone: VirtualIphone,
    backend: SignallingBackend,
    resources: AsyncDisposableStack,
  ) {
    this.iphone = iphone
    this.backend = backend
    this.bundleId = subject.config.bundleId
    this.clock = clock
    this.recorder = recorder
    this.app = new VirtualStageApp(iphone, { subject, clock, recorder })
    this.conditions = stagePhone(iphone, subject.config.bundleId)
    this.#resources = resources
  }

  /** Boots the phone and installs the app, which is not started. The recorder is told all that happens from now on. */
  static async boot(options: VirtualPhoneOptions): Promise<VirtualPhone> {
    const { subject, clock, recorder, gateways, release, time, udid, language } = options
    const { bundleId, displayName, lacks, build } = subject.config
    await using resources = new AsyncDisposableStack()
    const backend = new SignallingBackend(clock)
    const iphone = resources.use(
      VirtualIphone.boot({ release, clock, ...(udid !== undefined && { udid }), ...(language && { language }) }),
    )
    recorder.listen(iphone.events)
    recorder.listen(backend.events)
    for (const gateway of gateways) resources.defer(reachThroughGateway(iphone, gateway))
    const backendUrl = time === 'real' ? resources.use(await serveHandlers(backend.handlers)).url : backend.origin
    iphone.install({
      bundleId,
      displayName,
      urlSchemes: urlSchemesOf(subject.config),
      lacks: new Set(lacks),
      build,
      environment: { CALLKIT_BACKEND: backendUrl, CALLKIT_DEVICE: iphone.udid },
      host: appHost(options, backend),
    })
    recorder.record({ name: 'sys.boot', release, model: 'Virtual iPhone' })
    return new VirtualPhone(options, iphone, backend, resources.move())
  }

  /** The app's device token, hexadecimal. */
  get token(): string {
    return this.iphone.token(this.bundleId)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync()
  }
}

function appHost(
  { subject, time, clock, recorder, releasesAtOnce }: VirtualPhoneOptions,
  backend: SignallingBackend,
): AppHost {
  const { entry, config } = subject
  if (time === 'real') return new ChildProcessHost(typescriptCommand(entry))
  const log = (line: string) => recorder.record({ name: 'app.log', bundleId: config.bundleId, stream: 'stderr', line })
  return new InProcessHost(
    entry,
    clock,
    config.ownServer ? fetchFromOwnServer(clock, log) : (input, init) => backend.fetch(input, init),
    { releasesAtOnce },
  )
}
