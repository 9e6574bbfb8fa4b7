import type { Results, RuleResult, ScenarioResult } from '../../../reports/results.ts'
import { ruleCount, verdict } from '../../../reports/results.ts'
import { catalogue } from '../../rules/catalogue.ts'
import { compareReleases } from '../../rules/release.ts'
import type { Rule } from '../../rules/rule.ts'
import { gravest } from '../../scenario/scenario-result.ts'

export type Circumstances = Pick<
  Results,
  'app' | 'target' | 'release' | 'requirements' | 'callscreen' | 'startedAt' | 'durationMs'
>

/**
 * Folds what the scenarios came to into the results of the run. A rule's verdict tells what was seen, expected or not;
 * the run's verdict, like a scenario's, leaves expected failures out, and the totals count rules that are broken only as
 * was expected by themselves.
 *
 * @param judgedBy The whole catalogue unless given.
 */
export function collectResults(
  circumstances: Circumstances,
  played: readonly ScenarioResult[],
  errors: readonly string[],
  judgedBy: readonly Rule[] = catalogue,
): Results {
  const scenarios = played.toSorted(
    (a, b) => a.id.localeCompare(b.id) || compareReleases(a.release ?? '', b.release ?? ''),
  )
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
        ruleCount.options,
        rules.map((rule) => (rule.expected ? 'expected' : rule.verdict)),
      ),
    },
    errors: [...errors],
  }
}

function fold({ id, level, title, check }: Rule, scenarios: readonly ScenarioResult[]): RuleResult {
  const entries = scenarios.flatMap(({ id: scenario, release, rules }) =>
    rules.filter((rule) => rule.id === id).map(({ verdict, expected }) => ({ scenario, release, verdict, expected })),
  )
  const verdictOf = (some: typeof entries) => {
    if (!check) return 'not judged yet'
    return some.length > 0 ? gravest(some.map(({ verdict }) => verdict)) : 'not exercised'
  }
  const releases = [...new Set(scenarios.flatMap(({ release = [] }) => release))].toSorted(compareReleases)
  return {
    id,
    level,
    title,
    verdict: verdictOf(entries),
    ...onlyAsExpected(entries),
    scenarios: [...new Set(entries.map(({ scenario }) => scenario))],
    ...(releases.length > 1 && {
      releases: releases.map((release) => {
        const there = entries.filter((entry) => entry.release === release)
        return { release, verdict: verdictOf(there), ...onlyAsExpected(there) }
      }),
    }),
  }
}

function onlyAsExpected(entries: readonly Pick<ScenarioResult['rules'][number], 'verdict' | 'expected'>[]) {
  const broken = entries.filter(({ verdict }) => verdict === 'fail' || verdict === 'deviates')
  return broken.length > 0 && broken.every(({ expected }) => expected) && { expected: true as const }
}

function tally<Name extends string>(names: readonly Name[], seen: readonly Name[]): Record<Name, number> {
  const counts = names.map((name) => [name, seen.filter((each) => each === name).length])
  return Object.fromEntries(counts) as Record<Name, number>
}
