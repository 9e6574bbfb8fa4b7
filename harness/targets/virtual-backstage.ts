import type { FaultInput, Gateway } from '../../mocks/apns/index.ts'
import type { PushProvider } from '../provider/push-provider.ts'
import type { PushAnswer } from '../provider/push-sender.ts'
import type { Backstage, StageApp, StageBackend, StageFault, StagePhone, StagePush } from './stage.ts'
import type { VirtualPhone } from './virtual-phone.ts'

export interface VirtualBackstageOptions {
  readonly phone: VirtualPhone
  /** One that the phone can be pushed to through. */
  readonly gateway: Gateway
  /** Pushes through that gateway. */
  readonly provider: PushProvider
}

/** Directs a virtual phone, and pushes to it. Closing it ends what was scripted, and leaves the phone alone. */
export class VirtualBackstage implements Backstage {
  readonly udid: string
  readonly backend: StageBackend
  readonly app: StageApp
  readonly phone: StagePhone
  readonly #options: VirtualBackstageOptions
  readonly #faults = new Set<StageFault>()

  /** From now on the phone's recorder is told of the pushes, too. */
  constructor(options: VirtualBackstageOptions) {
    const { phone, gateway, provider } = options
    this.#options = options
    this.udid = phone.iphone.udid
    this.backend = phone.backend
    this.app = phone.app
    this.phone = phone.conditions
    phone.recorder.listen(gateway.events)
    phone.recorder.listen(provider.events)
  }

  push({ expiresInSeconds = 0, ...push }: StagePush): Promise<PushAnswer> {
    const { provider, phone } = this.#options
    const release = phone.clock.hold()
    return provider
      .send({
        token: phone.token,
        topic: `${phone.bundleId}.voip`,
        expiration: expiresInSeconds && Math.floor(Date.now() / 1000) + expiresInSeconds,
        ...push,
      })
      .finally(release)
  }

  /** The gateway is everybody's, so it strikes only this phone's pushes, or the connections that are asked for. */
  fault(fault: FaultInput): StageFault {
    const { gateway, phone } = this.#options
    const isFramed = fault.fault === 'withhold' || fault.fault === 'slow reader'
    const match = { token: phone.token, ...fault.match }
    const scripted = gateway.faults.add(isFramed ? fault : { ...fault, match })
    this.#faults.add(scripted)
    return scripted
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const fault of this.#faults) fault.remove()
  }
}
