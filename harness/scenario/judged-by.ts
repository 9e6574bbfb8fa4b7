import { loadRequirements } from '../requirements/load-requirements.ts'
import { limitsOf, type Limits } from '../rules/limits.ts'
import { catalogue } from '../rules/catalogue.ts'
import type { Rule } from '../rules/rule.ts'
import { isNamed, rulePatterns } from '../rules/rule-pattern.ts'
import type { RunOptions } from './run-options.ts'

/** What scenarios are judged by. */
export interface JudgedBy {
  readonly rules: readonly Rule[]
  readonly limitsOf: (release: string) => Limits
}

/** Everything that the catalogue has now. */
export const theCatalogue: JudgedBy = { rules: catalogue, limitsOf }

/**
 * What a run judges by: the rules of its requirements, and of these the ones that it names and the levels that it wants.
 *
 * @throws RequirementsError when there are no such requirements.
 */
export function judgedBy({
  requirements,
  rules,
  levels,
}: Pick<RunOptions, 'requirements' | 'rules' | 'levels'>): JudgedBy {
  const demanded = loadRequirements(requirements)
  const patterns = rulePatterns(rules)
  return {
    rules: demanded.rules.filter(
      ({ id, level }) => isNamed(id, patterns) && (levels.length === 0 || levels.includes(level)),
    ),
    limitsOf: demanded.limitsOf,
  }
}
