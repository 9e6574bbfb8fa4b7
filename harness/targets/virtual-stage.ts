import type { FaultInput, Gateway } from '../../mocks/apns/index.ts'
import type { Clock } from '../../mocks/clock/clock.ts'
import { InProcessHost } from '../../mocks/frameworks/typescript/host/in-process-host.ts'
import { typescriptCommand } from '../../mocks/frameworks/typescript/host/typescript-command.ts'
import type { App } from '../../mocks/iphone/apps/app.ts'
import { ChildProcessHost } from '../../mocks/iphone/apps/child-process.ts'
import { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import { serveHandlers, SignallingBackend } from '../../mocks/signalling/index.ts'
import type { CallScreen } from '../callscreen/call-screen.ts'
import type { PushProvider } from '../provider/push-provider.ts'
import type { PushAnswer } from '../provider/push-sender.ts'
import { AppNotReadyError } from './app-not-ready-error.ts'
import type { CallScreenChoice } from './call-screen-choice.ts'
import { openCallScreen } from './open-call-screen.ts'
import { reachThroughGateway } from './reach-through-gateway.ts'
import type { Stage, StageApp, StageFault, StageOptions, StagePhone, StagePush } from './stage.ts'
import { stagePhone } from './stage-phone.ts'

/** How long an opened app may take to register for VoIP pushes, in milliseconds. */
const REGISTRATION_TIMEOUT_MS = 10_000

interface VirtualStageOptions extends StageOptions {
  readonly gateway: Gateway
  readonly provider: PushProvider
  readonly callScreen: CallScreenChoice
}

/** One scenario's virtual iPhone with the app on it, a backend of its own, and the shared gateway between them. */
export class VirtualStage implements Stage {
  readonly callScreen: CallScreen
  readonly backend: SignallingBackend
  readonly app: StageApp
  readonly phone: StagePhone
  readonly #iphone: VirtualIphone
  readonly #options: VirtualStageOptions
  readonly #resources: AsyncDisposableStack

  private constructor(
    options: VirtualStageOptions,
    iphone: VirtualIphone,
    backend: SignallingBackend,
    callScreen: CallScreen,
    resources: AsyncDisposableStack,
  ) {
    this.#options = options
    this.#iphone = iphone
    this.#resources = resources
    this.backend = backend
    this.callScreen = callScreen
    this.app = stageApp(iphone, iphone.app(options.subject.config.bundleId), options)
    this.phone = stagePhone(iphone, options.subject.config.bundleId)
  }

  static async open(options: VirtualStageOptions): Promise<VirtualStage> {
    const { subject, clock, recorder, gateway, provider, release, time, callScreen: choice } = options
    const { bundleId, displayName } = subject.config
    await using resources = new AsyncDisposableStack()
    const backend = new SignallingBackend(clock)
    const phone = resources.use(VirtualIphone.boot({ release, clock }))
    recorder.listen(phone.events)
    recorder.listen(backend.events)
    recorder.listen(gateway.events)
    recorder.listen(provider.events)
    resources.defer(reachThroughGateway(phone, gateway))
    const backendUrl = time === 'real' ? resources.use(await serveHandlers(backend.handlers)).url : backend.origin
    phone.install({
      bundleId,
      displayName,
      urlSchemes: [bundleId],
      environment: { CALLKIT_BACKEND: backendUrl, CALLKIT_DEVICE: phone.udid },
      host: host(options, clock, backend),
    })
    recorder.record({ name: 'sys.boot', release, model: 'Virtual iPhone' })
    const callScreen = await openCallScreen(choice, phone, resources)
    return new VirtualStage(options, phone, backend, callScreen, resources.move())
  }

  push({ expiresInSeconds = 0, ...push }: StagePush): Promise<PushAnswer> {
    const { provider, subject } = this.#options
    const { bundleId } = subject.config
    const release = this.#options.clock.hold()
    return provider
      .send({
        token: this.#iphone.token(bundleId),
        topic: `${bundleId}.voip`,
        expiration: expiresInSeconds && Math.floor(Date.now() / 1000) + expiresInSeconds,
        ...push,
      })
      .finally(release)
  }

  /** The gateway is everybody's, so it strikes only this phone's pushes, or the connections that are asked for. */
  fault(fault: FaultInput): StageFault {
    const { gateway, subject } = this.#options
    const isFramed = fault.fault === 'withhold' || fault.fault === 'slow reader'
    const token = this.#iphone.token(subject.config.bundleId)
    const scripted = gateway.faults.add(isFramed ? fault : { ...fault, match: { token, ...fault.match } })
    this.#resources.defer(() => scripted.remove())
    return scripted
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync()
  }
}

function host({ subject, time }: VirtualStageOptions, clock: Clock, backend: SignallingBackend) {
  return time === 'real'
    ? new ChildProcessHost(typescriptCommand(subject.entry))
    : new InProcessHost(subject.entry, clock, (input, init) => backend.fetch(input, init))
}

function stageApp(phone: VirtualIphone, app: App, { clock, recorder, subject }: VirtualStageOptions): StageApp {
  return {
    get state() {
      return app.state
    },
    async launch() {
      let registered = false
      const unsubscribe = phone.registrations.subscribe(() => (registered = true))
      try {
        await phone.controls.activate(app.bundleId)
        const settled = () => registered || app.state === 'terminated'
        await clock.until(settled, REGISTRATION_TIMEOUT_MS, 'the app to register for VoIP pushes').catch(() => {})
      } finally {
        unsubscribe()
      }
      if (!registered || app.state === 'terminated')
        throw new AppNotReadyError(subject.name, recorder.events, REGISTRATION_TIMEOUT_MS)
    },
    suspend: () => app.enter('suspended'),
    resume: () => app.enter('background'),
    async terminate() {
      await phone.controls.terminate(app.bundleId)
    },
  }
}
