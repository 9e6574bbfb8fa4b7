import { isDeepStrictEqual } from 'node:util'
import { releaseVersions } from '../../mocks/iphone/releases.ts'
import { catalogue } from '../rules/catalogue.ts'
import { limitsOf, type LimitName } from '../rules/limits.ts'
import type { Rule } from '../rules/rule.ts'
import type { RequirementSet } from './requirement-set.ts'

/** What the catalogue demands now, as a set of that name. */
export function freeze(name: string, rules: readonly Rule[] = catalogue): RequirementSet {
  const used = [...new Set(rules.flatMap(({ limits = [] }) => limits))].toSorted()
  const limits: RequirementSet['limits'][number][] = []
  for (const since of releaseVersions) {
    const values = valuesOf(since, used)
    if (!isDeepStrictEqual(limits.at(-1)?.values, values)) limits.push({ since, values })
  }
  return {
    name,
    limits,
    rules: rules.map(({ id, level, title, releases, limits }) => ({
      id,
      level,
      title,
      releases: { ...releases },
      ...(limits && { limits: [...limits] }),
    })),
  }
}

function valuesOf(release: string, names: readonly LimitName[]) {
  const limits = limitsOf(release)
  return Object.fromEntries(names.map((name) => [name, { value: limits[name].value, unit: limits[name].unit }]))
}
