import { DEFAULT_RELEASE, releaseVersions } from '../../../mocks/iphone/releases.ts'
import { adviceOf } from '../../rules/advice/advice.ts'
import { ruleOf } from '../../rules/catalogue.ts'
import { limitsOf, type Limit, type LimitName } from '../../rules/limits.ts'
import type { Rule } from '../../rules/rule.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { sourceOf } from '../rule-source.ts'
import type { Defect } from './known-defects.ts'
import { observersOf } from './observers.ts'

/** What there is to say of a rule. */
export type RuleDescription = ReturnType<typeof describeRule>

/** What there is to say of rules besides what they say themselves. */
export interface Surroundings {
  readonly scenarios: readonly Pick<Scenario, 'id' | 'rules'>[]
  readonly defects: readonly Defect[]
}

/** Describes a rule, with its limits as they are on the newest release. */
export function describeRule(rule: Rule, { scenarios, defects }: Surroundings) {
  const { id, level, title, requirement, releases, evidence, check, observes } = rule
  const limits = (rule.limits ?? []).map(named)
  const member = ruleOf(id)
  return {
    id,
    level,
    title,
    requirement,
    releases,
    evidence,
    judged: check !== undefined,
    /** The limit that the rule is about; null for one that is about no quantity. */
    limit: limits[0] ?? null,
    /** All that it measures against. */
    limits,
    sources: rule.sources.map(sourceOf),
    observes,
    observers: observersOf(rule),
    /** Absent for advice about backends, which says what to do in its requirement. */
    ...(member && { advice: adviceOf(member.id) }),
    /** Those that are there to exercise it. */
    scenarios: scenarios.filter(({ rules }) => rules.some((each) => each === id)).map((each) => each.id),
    /** Mistakes made on purpose that it catches. */
    defects: defects.filter(({ caughtBy }) => caughtBy.includes(id)).map(({ name, mistake }) => ({ name, mistake })),
  }
}

function named(name: LimitName): Limit & { readonly name: LimitName } {
  return { name, ...limitsOf(releaseVersions.at(-1) ?? DEFAULT_RELEASE)[name] }
}
