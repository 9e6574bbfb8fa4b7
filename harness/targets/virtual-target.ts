import { RealClock } from '../../mocks/clock/real-clock.ts'
import { Gateway, makeProviderKey } from '../../mocks/apns/index.ts'
import { PushProvider } from '../provider/push-provider.ts'
import type { CallScreenChoice } from './call-screen-choice.ts'
import type { Stage, StageOptions, Target } from './stage.ts'
import { VirtualStage } from './virtual-stage.ts'

/** The virtual iPhone, on any machine. The gateway and its client are kept from one scenario to the next. */
export class VirtualTarget implements Target, AsyncDisposable {
  readonly name = 'virtual'
  readonly times = ['real', 'virtual'] as const
  readonly #callScreen: CallScreenChoice
  readonly #gateway: Gateway
  readonly #provider: PushProvider

  private constructor(callScreen: CallScreenChoice, gateway: Gateway, provider: PushProvider) {
    this.#callScreen = callScreen
    this.#gateway = gateway
    this.#provider = provider
  }

  static async start(callScreen: CallScreenChoice): Promise<VirtualTarget> {
    const clock = new RealClock()
    const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'KEY1234567' })
    // How node-apn copes with APNs' stream limits (it loses pushes) is not what the app under test is judged by.
    const switches = { streamsBeforeAuthentication: 1000, streamsAfterRejection: 1000 }
    const gateway = await Gateway.start({ clock, keys: [key], switches })
    const provider = PushProvider.connect({ gateway: gateway.endpoint, credentials: key, clock })
    return new VirtualTarget(callScreen, gateway, provider)
  }

  unavailable(): undefined {
    return undefined
  }

  open(options: StageOptions): Promise<Stage> {
    return VirtualStage.open({
      ...options,
      gateway: this.#gateway,
      provider: this.#provider,
      callScreen: this.#callScreen,
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#provider[Symbol.asyncDispose]()
    await this.#gateway[Symbol.asyncDispose]()
  }
}
