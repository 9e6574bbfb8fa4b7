import { Gateway, makeProviderKey } from '../../mocks/apns/index.ts'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { PushProvider } from '../provider/push-provider.ts'

/** A gateway, and a client of it that sends pushes. */
export class PushLine implements AsyncDisposable {
  readonly gateway: Gateway
  readonly provider: PushProvider

  private constructor(gateway: Gateway, provider: PushProvider) {
    this.gateway = gateway
    this.provider = provider
  }

  static async open(): Promise<PushLine> {
    const clock = new RealClock()
    const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'KEY1234567' })
    // How node-apn copes with APNs' stream limits (it loses pushes) is not what the app under test is judged by.
    const switches = { streamsBeforeAuthentication: 1000, streamsAfterRejection: 1000 }
    const gateway = await Gateway.start({ clock, keys: [key], switches })
    return new PushLine(gateway, PushProvider.connect({ gateway: gateway.endpoint, credentials: key, clock }))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.provider[Symbol.asyncDispose]()
    await this.gateway[Symbol.asyncDispose]()
  }
}
