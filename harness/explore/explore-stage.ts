import type { FaultInput } from '../../mocks/apns/index.ts'
import type { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { redactPayload } from '../../mocks/events/redact.ts'
import type { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import type { CallScreen } from '../callscreen/call-screen.ts'
import type { Subject } from '../config/load-subject.ts'
import type { PushAnswer } from '../provider/push-sender.ts'
import { openCallScreen } from '../targets/open-call-screen.ts'
import type { Stage, StageApp, StageBackend, StageFault, StagePhone, StagePush } from '../targets/stage.ts'
import { VirtualPhone } from '../targets/virtual-phone.ts'
import type { Recorder } from '../trace/recorder.ts'
import { PushChannel } from './push-channel.ts'

export interface ExploreStageOptions {
  readonly subject: Subject
  /** iOS release. */
  readonly release: string
  readonly recorder: Recorder
  readonly clock: VirtualClock
  /** Whether what the app holds no more is gone at once. */
  readonly releasesAtOnce: boolean
}

/** The same for every scenario: with it the device tokens are, too. */
const UDID = 'virtual-explored'

/** A stage on virtual time without a socket: pushes go from the provider straight to what the gateway does with them. */
export class ExploreStage implements Stage {
  readonly udid: string
  readonly iphone: VirtualIphone
  readonly backend: StageBackend
  readonly app: StageApp
  readonly phone: StagePhone
  readonly callScreen: CallScreen
  readonly #device: VirtualPhone
  readonly #clock: VirtualClock
  readonly #channel: PushChannel
  #pushes = 0

  private constructor(device: VirtualPhone, callScreen: CallScreen, channel: PushChannel, clock: VirtualClock) {
    this.udid = device.iphone.udid
    this.iphone = device.iphone
    this.backend = device.backend
    this.app = device.app
    this.phone = device.conditions
    this.callScreen = callScreen
    this.#device = device
    this.#channel = channel
    this.#clock = clock
  }

  static async open({ clock, ...stage }: ExploreStageOptions): Promise<ExploreStage> {
    await using resources = new AsyncDisposableStack()
    const channel = new PushChannel(clock)
    const device = resources.use(
      await VirtualPhone.boot({ ...stage, clock, time: 'virtual', gateways: [channel], udid: UDID }),
    )
    const { callScreen } = stage.subject.config
    const screen = await openCallScreen({ kind: 'direct' }, device.iphone, callScreen, resources)
    stage.recorder.listen(channel.events)
    resources.move()
    return new ExploreStage(device, screen, channel, clock)
  }

  /** Whether the gateway knows a device token of the app, so that it can be pushed to. */
  get isRegistered(): boolean {
    return this.#channel.accepts(this.#device.token)
  }

  async push({ uuid, payload, malformation, expiresInSeconds }: StagePush): Promise<PushAnswer> {
    const { bundleId, recorder, token } = this.#device
    const push = `0000CA11-0000-4000-9000-${String(++this.#pushes).padStart(12, '0')}`
    const topic = `${bundleId}.voip`
    const bytes = Buffer.byteLength(JSON.stringify(payload))
    const now = Math.floor(this.#clock.date().getTime() / 1000)
    const expiration = expiresInSeconds === undefined ? 0 : now + expiresInSeconds
    const common = { push, topic, pushType: 'voip', priority: 10, expiration, bytes } as const
    recorder.record({
      name: 'push.sent',
      ...common,
      ...(uuid !== undefined && { uuid }),
      payload: redactPayload(payload),
      ...(malformation !== undefined && { malformation }),
    })
    // A push through a real gateway takes its time, in which everything else comes to rest: before it and after it.
    await this.#clock.settle()
    if (!this.isRegistered) return { push, status: 410, reason: 'Unregistered' }
    this.#channel.send(token, { ...common, payload, acceptedAt: this.#clock.now() })
    recorder.record({ name: 'push.answered', push, status: 200 })
    await this.#clock.settle()
    return { push, status: 200 }
  }

  fault(fault: FaultInput): StageFault {
    return this.#channel.fault(fault)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#device[Symbol.asyncDispose]()
  }
}
