import { loadRequirements } from '../requirements/load-requirements.ts'
import { judgedBy } from './judged-by.ts'
import type { RunOptions } from './run-options.ts'
import { isInShard } from './shard.ts'

/**
 * Whether a run plays a scenario: one that is named, is in the part that is played, and is there for a rule that the run
 * judges by. One that is there for no rule in particular is played when the run judges by all of the requirements.
 */
export function isSelected(
  options: Pick<RunOptions, 'levels' | 'requirements' | 'rules' | 'scenarios' | 'shard'>,
  scenario: { readonly id: string; readonly rules: readonly string[] },
): boolean {
  const { scenarios, requirements, shard } = options
  if (scenarios.length > 0 && !scenarios.some((prefix) => scenario.id.startsWith(prefix))) return false
  if (shard !== undefined && !isInShard(shard, scenario.id)) return false
  const judging = judgedBy(options).rules
  if (scenario.rules.length === 0) return judging.length === loadRequirements(requirements).rules.length
  return judging.some(({ id }) => scenario.rules.includes(id))
}
