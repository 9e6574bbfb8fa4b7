import { isSelected } from '../../scenario/is-selected.ts'
import type { RunOptions } from '../../scenario/run-options.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Makes sure that what the user has selected is there, before anything is played.
 *
 * @param declared All scenarios there are.
 * @returns what there is to say when nothing will be played: a part may have nothing of what is selected, and another has.
 * @throws UsageError when a name begins no scenario, or nothing is selected by all together.
 */
export function expectSelected(
  options: Pick<RunOptions, 'scenarios' | 'rules' | 'levels' | 'requirements' | 'shard'>,
  declared: readonly Pick<Scenario, 'id' | 'rules'>[],
): string | undefined {
  const { scenarios, rules, levels, shard } = options
  const ids = declared.map(({ id }) => id)
  const unknown = scenarios.find((prefix) => !ids.some((id) => id.startsWith(prefix)))
  if (unknown !== undefined)
    throw new UsageError(`no scenario begins with ${unknown}; near it are:\n  ${near(unknown, ids).join('\n  ')}`)
  const isThere = (selection: typeof options) => declared.some((scenario) => isSelected(selection, scenario))
  if (isThere(options)) return undefined
  if (shard && isThere({ ...options, shard: undefined }))
    return `Nothing of what is selected is in part ${shard.index} of ${shard.count}.`
  const where = scenarios.length > 0 ? ` that begins with ${scenarios.join(' or ')}` : ''
  throw new UsageError(`no scenario${where} is there for a rule of ${[...rules, ...levels].join(', ')}`)
}
