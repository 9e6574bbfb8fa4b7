import type { ScenarioResult } from '../../../reports/results.ts'

/** Whether a scenario may have failed without showing it: it broke, or shows one of several runs that differed. */
export function mightHaveFailed({ verdict, flaky }: ScenarioResult): boolean {
  return verdict === 'error' || flaky === true
}
