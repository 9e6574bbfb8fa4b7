import type { ScenarioResult } from '../../../reports/results.ts'
import { worst, type Judgement, type Outcome } from '../../rules/judge.ts'
import type { Finding } from '../../rules/rule.ts'

type RuleEntry = ScenarioResult['rules'][number]

/** What a rule has found in a trace so far. Of very many findings only the most telling one is kept. */
export class RuleTally {
  readonly #counts = new Map<Outcome, number>()
  readonly #telling = new Map<Outcome, Finding>()

  add({ findings }: Judgement): void {
    for (const finding of findings) {
      const { outcome } = finding
      this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1)
      const known = this.#telling.get(outcome)
      if (!known || used(finding) > used(known)) this.#telling.set(outcome, finding)
    }
  }

  /** @returns Nothing when there was nothing to judge. */
  entry(id: string): RuleEntry | undefined {
    const verdict = worst(this.#counts.keys())
    const telling = verdict && this.#telling.get(verdict)
    if (!telling) return undefined
    const { message, events, measuredMs, limitMs } = telling
    const more = (this.#counts.get(verdict) ?? 1) - 1
    return {
      id,
      verdict,
      events: [...events],
      message: more > 0 ? `${message}; and ${more} more like it` : message,
      ...(measuredMs !== undefined && { measuredMs }),
      ...(limitMs !== undefined && { limitMs }),
    }
  }
}

/** How much of its limit a measurement has used up. */
function used({ measuredMs, limitMs }: Finding): number {
  return (measuredMs ?? 0) / (limitMs || 1)
}
