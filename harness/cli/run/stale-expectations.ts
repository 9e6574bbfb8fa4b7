import type { ScenarioResult } from '../../../reports/results.ts'
import { covers, isExplained, isOver, type ExpectedFailure } from '../../config/expected-failure.ts'
import { CRASH_RULE } from '../../rules/crash-rule.ts'
import { isReplay } from '../../scenario/scenario.ts'
import { near } from '../near.ts'
import { mightHaveFailed } from './might-have-failed.ts'

export interface Played {
  readonly scenarios: readonly ScenarioResult[]
  /** Ids of all scenarios there are. */
  readonly declared: readonly string[]
  /** Whether all of them were played: otherwise nothing can be said of what was left out. */
  readonly full: boolean
  /** The ids of the rules that judged. */
  readonly judged: readonly string[]
}

/** The entries of an expected-failure list that have to be changed, and why: such a list must not rot. */
export function staleExpectations(
  expected: readonly ExpectedFailure[],
  played: Played,
  today: Date = new Date(),
): string[] {
  return expected.flatMap((entry) => {
    const why = whyStale(entry, played, today)
    const { rule, scenario } = entry
    return why ? [`expected failure of ${rule}${scenario ? ` in ${scenario}` : ''}: ${why}`] : []
  })
}

function whyStale(
  entry: ExpectedFailure,
  { scenarios, declared, full, judged }: Played,
  today: Date,
): string | undefined {
  const { rule, scenario, until } = entry
  if (rule === CRASH_RULE) return 'a crash is never excused; take the entry out'
  if (!isExplained(entry)) return 'say why it is expected (reason), and where the work on it is followed (link)'
  if (isOver(entry, today)) return `it was accepted until ${until}; mend it, or say until when it is accepted now`
  const isDeclared = scenario === undefined || declared.includes(scenario)
  // A capture is one run's and not another's.
  if (!isDeclared && isReplay(scenario)) return undefined
  if (!isDeclared) return `there is no such scenario; near it are ${near(scenario, declared, 3).join(', ')}`
  if (!full || !judged.includes(rule)) return undefined
  // What does not apply on this release may on another.
  const matched = scenarios.filter((played) => covers(entry, played) && played.verdict !== 'skipped')
  if (matched.length === 0 || matched.some((played) => mightHaveFailed(played, rule))) return undefined
  const entries = matched.flatMap(({ rules }) => rules.filter(({ id }) => id === rule))
  if (entries.length === 0) return 'nothing has exercised the rule; take the entry out'
  if (entries.some(({ expected }) => expected)) return undefined
  const where = [...new Set(matched.flatMap(({ release }) => release ?? []))].join(', ')
  return `it does not fail any more on iOS ${where}; take the entry out, or say which releases it is accepted on`
}
