import type { Results, RuleResult, ScenarioResult } from '../../../reports/results.ts'
import { ruleResult, verdict } from '../../../reports/results.ts'
import { catalogue } from '../../rules/catalogue.ts'
import type { Rule } from '../../rules/rule.ts'
import { gravest } from '../../scenario/scenario-result.ts'

export type Circumstances = Pick<Results, 'app' | 'target' | 'release' | 'callscreen' | 'startedAt' | 'durationMs'>

/**
 * Folds what the scenarios came to into the results of the run. A rule's verdict tells what was seen, expected or not;
 * the run's verdict, like a scenario's, leaves expected failures out.
 *
 * @param judgedBy The whole catalogue unless given.
 */
export function collectResults(
  circumstances: Circumstances,
  played: readonly ScenarioResult[],
  errors: readonly string[],
  judgedBy: readonly Rule[] = catalogue,
): Results {
  const scenarios = played.toSorted((a, b) => a.id.localeCompare(b.id))
  const rules = judgedBy.map((rule) => fold(rule, scenarios))
  const verdicts = scenarios.map((scenario) => scenario.verdict)
  return {
    version: 1,
    ...circumstances,
    verdict: gravest(errors.length > 0 ? ['error'] : verdicts),
    rules,
    scenarios,
    totals: {
      scenarios: tally(verdict.options, verdicts),
      rules: tally(
        ruleResult.shape.verdict.options,
        rules.map((rule) => rule.verdict),
      ),
    },
    errors: [...errors],
  }
}

function fold({ id, level, title, check }: Rule, scenarios: readonly ScenarioResult[]): RuleResult {
  const entries = scenarios.flatMap((scenario) =>
    scenario.rules.filter((rule) => rule.id === id).map((rule) => ({ scenario: scenario.id, verdict: rule.verdict })),
  )
  const judged = entries.length > 0 ? gravest(entries.map((entry) => entry.verdict)) : 'not exercised'
  return {
    id,
    level,
    title,
    verdict: check ? judged : 'not judged yet',
    scenarios: entries.map(({ scenario }) => scenario),
  }
}

function tally<Name extends string>(names: readonly Name[], seen: readonly Name[]): Record<Name, number> {
  const counts = names.map((name) => [name, seen.filter((each) => each === name).length])
  return Object.fromEntries(counts) as Record<Name, number>
}
