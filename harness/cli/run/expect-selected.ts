import type { RunOptions } from '../../scenario/run-options.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'
import type { PlayedSuites } from './suites.ts'

/**
 * Makes sure that what the user has selected is there. A run that was ended early, or of which a suite broke, does not
 * know all that there is.
 *
 * @returns what there is to say when nothing was played: a part may have nothing of what is selected, and another has.
 * @throws UsageError when a name begins no scenario, or nothing is selected by all together.
 */
export function expectSelected(
  { scenarios, rules, levels, shard }: Pick<RunOptions, 'scenarios' | 'rules' | 'levels' | 'shard'>,
  { scenarios: played, declared, errors }: PlayedSuites,
): string | undefined {
  if (errors.length > 0) return undefined
  const unknown = scenarios.find((prefix) => !declared.some((id) => id.startsWith(prefix)))
  if (unknown !== undefined)
    throw new UsageError(`no scenario begins with ${unknown}; near it are:\n  ${near(unknown, declared).join('\n  ')}`)
  if (played.length > 0) return undefined
  if (shard) return `Nothing of what is selected is in part ${shard.index} of ${shard.count}.`
  const where = scenarios.length > 0 ? ` that begins with ${scenarios.join(' or ')}` : ''
  throw new UsageError(`no scenario${where} is there for a rule of ${[...rules, ...levels].join(', ')}`)
}
