import type { ScenarioResult } from '../../../reports/results.ts'

/**
 * Whether a scenario may have broken a rule without showing it: it broke, shows one of several runs that differed, or came
 * to an end before the rule had anything to judge, for another failure.
 */
export function mightHaveFailed({ verdict, flaky, rules }: ScenarioResult, rule: string): boolean {
  if (verdict === 'error' || flaky === true) return true
  return (verdict === 'fail' || verdict === 'inconclusive') && !rules.some(({ id }) => id === rule)
}
