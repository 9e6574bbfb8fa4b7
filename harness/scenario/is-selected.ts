import { loadRequirements } from '../requirements/load-requirements.ts'
import { judgedBy } from './judged-by.ts'
import type { RunOptions } from './run-options.ts'
import { isInShard } from './shard.ts'

type Selection = Pick<RunOptions, 'levels' | 'requirements' | 'rules' | 'scenarios' | 'shard'>

/** A scenario, as far as it is asked here. */
interface Selectable {
  readonly id: string
  readonly rules: readonly string[]
}

/**
 * Whether a run plays a scenario: one that is named, is in the part that is played, and is there for a rule that the run
 * judges by. One that is there for no rule in particular is played when the run judges by all of the requirements.
 */
export function isSelected(options: Selection, scenario: Selectable): boolean {
  return whyLeftOut(options, scenario) === undefined
}

/** Why a run does not play a scenario, unless it does. */
export function whyLeftOut(options: Selection, { id, rules }: Selectable): string | undefined {
  const { scenarios, requirements, shard } = options
  if (scenarios.length > 0 && !scenarios.some((prefix) => id.startsWith(prefix)))
    return `${id} begins with none of the chosen scenarios: ${scenarios.join(', ')}`
  if (shard !== undefined && !isInShard(shard, id)) return `it is in another part than ${shard.index}/${shard.count}`
  const judging = judgedBy(options).rules
  if (rules.length === 0 && judging.length < loadRequirements(requirements).rules.length)
    return 'it is there for no rule in particular, and some were chosen'
  if (rules.length > 0 && !judging.some((rule) => rules.includes(rule.id)))
    return `it is there for ${rules.join(', ')}, none of which was chosen`
  return undefined
}
