import type { CallScreen } from '../../callscreen/call-screen.ts'
import type { Stage, StageOptions, Target } from '../stage.ts'
import { ServedStage } from './served-stage.ts'

export interface ServedTargetOptions {
  /** Of the phone's stage. */
  readonly url: string
  /** The call screen of the same phone. Whoever has opened it closes it. */
  readonly callScreen: CallScreen
}

/** A virtual iPhone that `callkit-conformance serve` serves, here or on another machine. */
export class ServedTarget implements Target {
  readonly name = 'virtual'
  readonly times = ['real'] as const
  readonly #options: ServedTargetOptions

  constructor(options: ServedTargetOptions) {
    this.#options = options
  }

  unavailable(): undefined {
    return undefined
  }

  /** @throws TypeError for virtual time: the app is in a process of its own. */
  async open(options: StageOptions): Promise<Stage> {
    if (options.time === 'virtual')
      throw new TypeError('expected a scenario on real time: the apps of served phones are in processes of their own')
    return ServedStage.open({ ...options, ...this.#options })
  }
}
