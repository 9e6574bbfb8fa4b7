import type { CallScreenChoice } from './call-screen-choice.ts'
import { PushLine } from './push-line.ts'
import type { Stage, StageOptions, Target } from './stage.ts'
import { VirtualStage } from './virtual-stage.ts'

/** The virtual iPhone, on any machine. The gateway and its client are kept from one scenario to the next. */
export class VirtualTarget implements Target, AsyncDisposable {
  readonly name = 'virtual'
  readonly times = ['real', 'virtual'] as const
  readonly #callScreen: CallScreenChoice
  readonly #line: PushLine

  private constructor(callScreen: CallScreenChoice, line: PushLine) {
    this.#callScreen = callScreen
    this.#line = line
  }

  static async start(callScreen: CallScreenChoice): Promise<VirtualTarget> {
    return new VirtualTarget(callScreen, await PushLine.open())
  }

  unavailable(): undefined {
    return undefined
  }

  open(options: StageOptions): Promise<Stage> {
    const { gateway, provider } = this.#line
    return VirtualStage.open({ ...options, gateway, provider, callScreen: this.#callScreen })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#line[Symbol.asyncDispose]()
  }
}
