import type { Gateway } from '../../../mocks/apns/index.ts'
import type { Clock } from '../../../mocks/clock/clock.ts'
import type { Language } from '../../../mocks/iphone/screen/labels.ts'
import type { Subject } from '../../config/load-subject.ts'
import type { PushProvider } from '../../provider/push-provider.ts'
import { Recorder } from '../../trace/recorder.ts'
import { VirtualPhone } from '../virtual-phone.ts'
import { PhoneTraffic } from './phone-traffic.ts'

export interface PhoneLifeOptions {
  readonly udid: string
  readonly release: string
  readonly subject: Subject
  readonly clock: Clock
  /** The gateway that everybody may push through, whatever client they have. */
  readonly gateway: Gateway
  /** Pushes to this phone through that gateway. The slot closes it. */
  readonly provider: PushProvider
  /** The gateway that only the phone's own scenarios push through. */
  readonly ownGateway: Gateway
  /** Default: English. */
  readonly language?: Language
}

/** One phone of a slot, from its first start until another takes its place, and all that has happened with it. */
export class PhoneLife implements AsyncDisposable {
  readonly phone: VirtualPhone
  readonly recorder: Recorder
  readonly #traffic: PhoneTraffic
  #isOver = false

  private constructor(phone: VirtualPhone, traffic: PhoneTraffic) {
    this.phone = phone
    this.recorder = phone.recorder
    this.#traffic = traffic
  }

  static async begin({ gateway, provider, ownGateway, ...options }: PhoneLifeOptions): Promise<PhoneLife> {
    const { subject, release, clock } = options
    const header = { app: subject.name, target: 'virtual', release, startedAt: new Date().toISOString() }
    const recorder = new Recorder({ clock, header })
    const phone = await VirtualPhone.boot({ ...options, recorder, time: 'real', gateways: [ownGateway, gateway] })
    const traffic = new PhoneTraffic(gateway.events, phone.token)
    recorder.listen(traffic.events)
    recorder.listen(provider.events)
    return new PhoneLife(phone, traffic)
  }

  /** Whether it has ended, or is about to. */
  get isOver(): boolean {
    return this.#isOver
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true
    try {
      await this.phone[Symbol.asyncDispose]()
    } finally {
      this.#traffic[Symbol.dispose]()
      this.recorder.close()
    }
  }
}
