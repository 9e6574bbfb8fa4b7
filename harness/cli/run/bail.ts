import type { ScenarioResult } from '../../../reports/results.ts'
import { exitCode } from '../exit-code.ts'
import type { RunSettings } from './settings.ts'
import { verdictCode } from './verdict-code.ts'

/** Counts the scenarios that do not conform, and ends the run when there are enough of them. */
export class Bail {
  readonly #limit: number
  readonly #strict: boolean
  readonly #ended = new AbortController()
  #count = 0

  constructor({ bail = Number.POSITIVE_INFINITY, strict }: Pick<RunSettings, 'bail' | 'strict'>) {
    this.#limit = bail
    this.#strict = strict
  }

  /** Aborted when there are enough. */
  get signal(): AbortSignal {
    return this.#ended.signal
  }

  /** What there is to say of a run that was ended. */
  get note(): string | undefined {
    if (!this.signal.aborted) return undefined
    const what = this.#limit === 1 ? 'the first scenario' : `${this.#limit} scenarios`
    return `Ended after ${what} that did not conform (--bail); the rest was not played.`
  }

  /** One that does not apply is none that does not conform. */
  count(scenario: ScenarioResult): void {
    if (scenario.verdict === 'skipped' || verdictCode(scenario, this.#strict) === exitCode.conformant) return
    if (++this.#count >= this.#limit) this.#ended.abort()
  }
}
