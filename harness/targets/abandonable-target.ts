import { CallScreenError } from '../callscreen/call-screen-error.ts'
import type { Stage, StageOptions, Target, TimeKind } from './stage.ts'

/**
 * A target that is given up once the driver of its call screens has fallen silent: every further scenario would wait for
 * it in vain, for as long as a command may take. Stages are opened one after the other.
 */
export class AbandonableTarget implements Target {
  readonly name: string
  readonly times: readonly TimeKind[]
  readonly #target: Target
  #stage: Stage | undefined
  #silence: CallScreenError | undefined

  constructor(target: Target) {
    this.name = target.name
    this.times = target.times
    this.#target = target
  }

  unavailable(): string | undefined {
    return this.#target.unavailable()
  }

  /** @throws CallScreenError `CALL_SCREEN_DRIVER_SILENT` with what came first, when the driver has fallen silent before. */
  async open(options: StageOptions): Promise<Stage> {
    this.#silence ??= this.#stage?.callScreen.silence
    if (this.#silence)
      throw new CallScreenError(
        'CALL_SCREEN_DRIVER_SILENT',
        `not played, since this phone was given up before: ${this.#silence.message}`,
        { cause: this.#silence },
      )
    try {
      return (this.#stage = await this.#target.open(options))
    } catch (error) {
      if (error instanceof CallScreenError && error.code === 'CALL_SCREEN_DRIVER_SILENT') this.#silence = error
      throw error
    }
  }
}
