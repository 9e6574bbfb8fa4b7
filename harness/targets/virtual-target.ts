import type { Language } from '../../mocks/iphone/screen/labels.ts'
import type { CallScreenChoice } from './call-screen-choice.ts'
import { PushLine } from './push-line.ts'
import type { Stage, StageOptions, Target } from './stage.ts'
import { VirtualStage } from './virtual-stage.ts'

/** The virtual iPhone, on any machine. The gateway and its client are kept from one scenario to the next. */
export class VirtualTarget implements Target, AsyncDisposable {
  readonly name = 'virtual'
  readonly times = ['real', 'virtual'] as const
  readonly #callScreen: CallScreenChoice
  readonly #language: Language | undefined
  readonly #line: PushLine

  private constructor(callScreen: CallScreenChoice, language: Language | undefined, line: PushLine) {
    this.#callScreen = callScreen
    this.#language = language
    this.#line = line
  }

  /** @param language What the phones speak. Default: English. */
  static async start(callScreen: CallScreenChoice, language?: Language): Promise<VirtualTarget> {
    return new VirtualTarget(callScreen, language, await PushLine.open())
  }

  unavailable(): undefined {
    return undefined
  }

  open(options: StageOptions): Promise<Stage> {
    const { gateway, provider } = this.#line
    const language = this.#language
    return VirtualStage.open({
      ...options,
      ...(language && { language }),
      gateway,
      provider,
      callScreen: this.#callScreen,
    })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#line[Symbol.asyncDispose]()
  }
}
