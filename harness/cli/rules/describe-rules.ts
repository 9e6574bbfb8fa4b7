import type { Rule } from '../../rules/rule.ts'
import { collectScenarios } from '../../scenario/collect-scenarios.ts'
import { suiteFiles } from '../suite-files.ts'
import { describeRule, type RuleDescription } from './describe-rule.ts'
import { knownDefects } from './known-defects.ts'

/** Describes rules, with the scenarios of the suites and the defects that there are. */
export async function describeRules(rules: readonly Rule[]): Promise<RuleDescription[]> {
  const [scenarios, defects] = await Promise.all([suiteFiles().then(collectScenarios), knownDefects()])
  return rules.map((rule) => describeRule(rule, { scenarios, defects }))
}
