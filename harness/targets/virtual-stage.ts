import type { Language } from '../../mocks/iphone/screen/labels.ts'
import type { CallScreen } from '../callscreen/call-screen.ts'
import type { CallScreenChoice } from './call-screen-choice.ts'
import { openCallScreen } from './open-call-screen.ts'
import type { Stage, StageOptions } from './stage.ts'
import { VirtualBackstage, type VirtualBackstageOptions } from './virtual-backstage.ts'
import { VirtualPhone } from './virtual-phone.ts'

interface VirtualStageOptions extends StageOptions, Omit<VirtualBackstageOptions, 'phone'> {
  readonly callScreen: CallScreenChoice
  readonly language?: Language
}

/** One scenario's virtual iPhone with the app on it, a backend of its own, and the shared gateway between them. */
export class VirtualStage extends VirtualBackstage implements Stage {
  readonly callScreen: CallScreen
  readonly #resources: AsyncDisposableStack

  private constructor(options: VirtualBackstageOptions, callScreen: CallScreen, resources: AsyncDisposableStack) {
    super(options)
    this.callScreen = callScreen
    this.#resources = resources
  }

  static async open(options: VirtualStageOptions): Promise<VirtualStage> {
    await using resources = new AsyncDisposableStack()
    const phone = resources.use(await VirtualPhone.boot({ ...options, gateways: [options.gateway] }))
    const { callScreen: configured } = options.subject.config
    const callScreen = await openCallScreen(options.callScreen, phone.iphone, configured, resources)
    return new VirtualStage({ ...options, phone }, callScreen, resources.move())
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]()
    await this.#resources.disposeAsync()
  }
}
