import type { ScenarioResult } from '../../../reports/results.ts'
import type { ExpectedFailure } from '../../config/config.ts'
import { ruleOf } from '../../rules/catalogue.ts'

export interface Played {
  readonly scenarios: readonly ScenarioResult[]
  /** Ids of all scenarios there are. */
  readonly declared: readonly string[]
  /** Whether all of them were selected: otherwise nothing can be said of what was left out. */
  readonly full: boolean
}

/** The entries of an expected-failure list that have to go, and why: such a list must not rot. */
export function staleExpectations(expected: readonly ExpectedFailure[], played: Played): string[] {
  return expected.flatMap((entry) => {
    const why = whyStale(entry, played)
    const { rule, scenario } = entry
    return why ? [`expected failure of ${rule}${scenario ? ` in ${scenario}` : ''}: ${why}`] : []
  })
}

function whyStale({ rule, scenario }: ExpectedFailure, { scenarios, declared, full }: Played): string | undefined {
  if (!ruleOf(rule)) return 'the catalogue has no such rule; `callkit-conformance rules` lists them'
  if (scenario !== undefined && !declared.includes(scenario)) return 'there is no such scenario'
  if (!full) return undefined
  const matched = scenarios.filter(({ id }) => scenario === undefined || id === scenario)
  // What broke might have failed as expected.
  if (matched.some(({ verdict }) => verdict === 'error')) return undefined
  const entries = matched.flatMap(({ rules }) => rules.filter(({ id }) => id === rule))
  if (entries.length === 0) return 'nothing has exercised the rule; take the entry out'
  if (entries.some(({ expected }) => expected)) return undefined
  return 'it does not fail any more; take the entry out'
}
