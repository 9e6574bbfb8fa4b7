import type { Results } from '../../../reports/results.ts'
import type { Rule } from '../../rules/rule.ts'
import { sourceOf } from '../rule-source.ts'
import type { Defect } from './known-defects.ts'

/** What there is to say of a rule. */
export type RuleDescription = ReturnType<typeof describeRule>

export function describeRule(rule: Rule, defects: readonly Defect[], last: Results | undefined) {
  const { id, level, title, requirement, releases, evidence, check } = rule
  const entries = last?.scenarios.flatMap(({ rules }) => rules.filter((each) => each.id === id)) ?? []
  return {
    id,
    level,
    title,
    requirement,
    releases,
    evidence,
    judged: check !== undefined,
    sources: rule.sources.map(sourceOf),
    /** As the last run that is known has measured against them, in milliseconds. */
    limitsMs: [...new Set(entries.flatMap(({ limitMs }) => limitMs ?? []))].toSorted((a, b) => a - b),
    /** Those of the last run that is known; absent without one. */
    scenarios: last?.rules.find((each) => each.id === id)?.scenarios,
    /** Mistakes made on purpose that it catches. */
    defects: defects.filter(({ caughtBy }) => caughtBy.includes(id)).map(({ name, mistake }) => ({ name, mistake })),
  }
}
