import type { ScenarioResult } from '../../../reports/results.ts'
import { covers, TO_BE_SAID, type ExpectedFailure } from '../../config/expected-failure.ts'
import { CRASH_RULE } from '../../rules/crash-rule.ts'
import { compareReleases } from '../../rules/release.ts'
import { mightHaveFailed } from './might-have-failed.ts'

/** What became of a list of expected failures. */
export interface UpdatedExpectations {
  readonly entries: readonly ExpectedFailure[]
  readonly added: number
  readonly removed: number
  /** How many scenarios the app has crashed in, against the rules: no entry excuses that. */
  readonly crashes: number
}

/** A rule that a scenario has broken. */
interface Failure {
  readonly rule: string
  readonly scenario: string
  readonly release: string | undefined
}

/** How much a run has played and judged. */
export interface Extent {
  readonly judged: readonly string[]
  readonly full: boolean
  readonly strict: boolean
}

/**
 * Makes the failures of a run the expected ones. Entries that are still needed stay as they are, those of which the run has
 * shown that they are not go, and what fails without one gets one that says neither why nor where it is followed. Crashes
 * have none.
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
  const kept = current
    .filter(({ rule }) => rule !== CRASH_RULE)
    .filter((entry) => !judged.includes(entry.rule) || isNeeded(entry, scenarios, full))
  const failing = scenarios.flatMap(({ id, release, rules }) =>
    rules
      .filter(({ verdict, expected }) => !expected && (verdict === 'fail' || (strict && verdict === 'deviates')))
      .map((rule) => ({ rule: rule.id, scenario: id, release })),
  )
  const crashes = failing.filter(({ rule }) => rule === CRASH_RULE)
  const excusable = failing.filter(({ rule }) => rule !== CRASH_RULE)
  const missing = Map.groupBy(excusable, ({ rule, scenario }) => `${rule} ${scenario}`)
  const fresh = [...missing.values()].flatMap((failures) => entryFor(failures, scenarios))
  return {
    entries: [...kept, ...fresh].toSorted(
      (a, b) => a.rule.localeCompare(b.rule) || (a.scenario ?? '').localeCompare(b.scenario ?? ''),
    ),
    added: fresh.length,
    removed: current.length - kept.length,
    crashes: crashes.length,
  }
}

/** One that says on which releases a scenario fails, unless it does on all that it was played on. */
function entryFor(failures: readonly Failure[], scenarios: readonly ScenarioResult[]): ExpectedFailure[] {
  const [first] = failures
  if (!first) return []
  const { rule, scenario } = first
  const played = scenarios.filter(({ id, verdict }) => id === scenario && verdict !== 'skipped')
  const releases = failures.flatMap(({ release }) => release ?? []).toSorted(compareReleases)
  const some = failures.length < played.length && { releases }
  return [{ rule, scenario, ...some, reason: TO_BE_SAID, link: TO_BE_SAID }]
}

function isNeeded(entry: ExpectedFailure, scenarios: readonly ScenarioResult[], full: boolean): boolean {
  const { rule, scenario } = entry
  const matched = scenarios.filter((played) => covers(entry, played) && played.verdict !== 'skipped')
  if (matched.some(({ rules }) => rules.some(({ id, expected }) => id === rule && expected))) return true
  if (matched.length === 0 || matched.some((played) => mightHaveFailed(played, rule))) return true
  return scenario === undefined && !full
}
