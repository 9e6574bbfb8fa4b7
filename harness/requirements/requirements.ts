import { ruleOf } from '../rules/catalogue.ts'
import { limitsOf, type Limit, type Limits } from '../rules/limits.ts'
import { compareReleases } from '../rules/release.ts'
import type { Rule } from '../rules/rule.ts'
import { RequirementsError, type RequirementSet } from './requirement-set.ts'

/** What apps are held to: rules with the levels, and limits with the values, that a set has frozen. */
export interface Requirements {
  readonly name: string
  readonly rules: readonly Rule[]
  /** The limits for an iOS release. @throws UnknownReleaseError */
  readonly limitsOf: (release: string) => Limits
}

/**
 * Has today's judge judge by a set. A rule that has come since is not among them; one whose level or limit has changed
 * since has those of the set. How a rule is judged is not frozen: a judge that has learned to see better does.
 *
 * @throws RequirementsError when the set names a rule or a limit that there is no more.
 */
export function requirementsOf(set: RequirementSet): Requirements {
  const unknown = set.rules.filter(({ id }) => !ruleOf(id)).map(({ id }) => id)
  if (unknown.length > 0)
    throw new RequirementsError(
      `the requirements ${set.name} name ${unknown.join(', ')}, which this version of the catalogue cannot judge; ` +
        'take the version of callkit-conformance that they came with, or newer requirements',
    )
  return {
    name: set.name,
    rules: set.rules.flatMap(({ id, level, releases: { first, last } }) => {
      const rule = ruleOf(id)
      return rule ? [{ ...rule, level, releases: { first, ...(last !== undefined && { last }) } }] : []
    }),
    limitsOf: (release) => frozenLimits(set, release),
  }
}

function frozenLimits({ name: set, limits }: RequirementSet, release: string): Limits {
  const current = limitsOf(release)
  const byName: Readonly<Record<string, Limit | undefined>> = current
  const frozen = limits.findLast(({ since }) => compareReleases(since, release) <= 0) ?? limits[0]
  const replaced = Object.entries(frozen?.values ?? {}).map(([name, { value, unit }]) => {
    const today = byName[name]
    if (!today || today.unit !== unit)
      throw new RequirementsError(
        `the requirements ${set} have a limit ${name} in ${unit}, which this version of the judge does not measure; ` +
          'take the version of callkit-conformance that they came with, or newer requirements',
      )
    return [name, today.value === value ? today : { ...today, value, note: `as of ${set}; today ${today.value}` }] as const
  })
  return { ...current, ...Object.fromEntries(replaced) }
}
