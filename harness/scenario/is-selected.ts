import { judgedBy } from './judged-by.ts'
import type { RunOptions } from './run-options.ts'
import { isInShard } from './shard.ts'

/**
 * Whether a run plays a scenario: one that is named, is in the part that is played, and is there for a rule that the run
 * judges by. One that is there for no rule in particular is played when nothing but the requirements limits the rules.
 */
export function isSelected(
  options: Pick<RunOptions, 'levels' | 'requirements' | 'rules' | 'scenarios' | 'shard'>,
  scenario: { readonly id: string; readonly rules: readonly string[] },
): boolean {
  const { scenarios, rules, levels, shard } = options
  if (scenarios.length > 0 && !scenarios.some((prefix) => scenario.id.startsWith(prefix))) return false
  if (shard !== undefined && !isInShard(shard, scenario.id)) return false
  if (scenario.rules.length === 0) return rules.length === 0 && levels.length === 0
  return judgedBy(options).rules.some(({ id }) => scenario.rules.includes(id))
}
