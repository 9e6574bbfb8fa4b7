import type { ScenarioResult } from '../../../reports/results.ts'
import { TO_BE_SAID, type ExpectedFailure } from '../../config/expected-failure.ts'

/** What became of a list of expected failures. */
export interface UpdatedExpectations {
  readonly entries: readonly ExpectedFailure[]
  readonly added: number
  readonly removed: number
}

/** How much a run has played and judged. */
export interface Extent {
  readonly judged: readonly string[]
  readonly full: boolean
  readonly strict: boolean
}

/**
 * Makes the failures of a run the expected ones. Entries that are still needed stay as they are, those of which the run has
 * shown that they are not go, and what fails without one gets one that says neither why nor where it is followed.
 *
 * @param current The entries of `expected-failures.json`; those of the configuration are for people to change.
 * @param judged The ids of the rules that judged: of others the run says nothing.
 * @param full Whether all scenarios were played: otherwise an entry for every scenario stays.
 * @param strict Whether a broken SHOULD needs to be expected.
 */
export function updateExpectations(
  current: readonly ExpectedFailure[],
  scenarios: readonly ScenarioResult[],
  { judged, full, strict }: Extent,
): UpdatedExpectations {
  const kept = current.filter((entry) => !judged.includes(entry.rule) || isNeeded(entry, scenarios, full))
  const failing = scenarios.flatMap(({ id, rules }) =>
    rules
      .filter(({ verdict, expected }) => !expected && (verdict === 'fail' || (strict && verdict === 'deviates')))
      .map((rule) => ({ rule: rule.id, scenario: id })),
  )
  // On several releases the same scenario may have failed several times.
  const missing = new Map(failing.map((each) => [`${each.rule} ${each.scenario}`, each]))
  const fresh = [...missing.values()].map((each) => ({ ...each, reason: TO_BE_SAID, link: TO_BE_SAID }))
  return {
    entries: [...kept, ...fresh].toSorted(
      (a, b) => a.rule.localeCompare(b.rule) || (a.scenario ?? '').localeCompare(b.scenario ?? ''),
    ),
    added: fresh.length,
    removed: current.length - kept.length,
  }
}

function isNeeded({ rule, scenario }: ExpectedFailure, scenarios: readonly ScenarioResult[], full: boolean): boolean {
  const matched = scenarios.filter(({ id }) => scenario === undefined || id === scenario)
  if (matched.some(({ rules }) => rules.some(({ id, expected }) => id === rule && expected))) return true
  // What was not played, or broke, might have failed as expected.
  if (matched.length === 0 || matched.some(({ verdict }) => verdict === 'error')) return true
  return scenario === undefined && !full
}
