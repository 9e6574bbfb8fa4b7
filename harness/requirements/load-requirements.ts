import { readdirSync, readFileSync } from 'node:fs'
import { parseRequirements } from './parse-requirements.ts'
import { requirementsOf, type Requirements } from './requirements.ts'
import { RequirementsError } from './requirement-set.ts'

/** The sets lie beside the harness, in the repository as in the package. */
const folder = new URL('../../requirements/', import.meta.url)

const loaded = new Map<string, Requirements>()

/** The names of the sets that there are, oldest first. */
export function requirementNames(): string[] {
  return readdirSync(folder)
    .flatMap((file) => /^(\d{4}\.\d{2})\.json$/.exec(file)?.[1] ?? [])
    .toSorted()
}

/**
 * The requirements of a set; those of the newest unless it is named.
 *
 * @throws RequirementsError when there is no such set, it is damaged, or this version cannot judge by it.
 */
export function loadRequirements(name: string = newest()): Requirements {
  const known = loaded.get(name)
  if (known) return known
  const names = requirementNames()
  if (!names.includes(name))
    throw new RequirementsError(`there are no requirements ${name}; there are ${names.join(', ')}`)
  const requirements = requirementsOf(parseRequirements(name, readFileSync(new URL(`${name}.json`, folder), 'utf8')))
  loaded.set(name, requirements)
  return requirements
}

function newest(): string {
  const name = requirementNames().at(-1)
  if (name === undefined) throw new RequirementsError('the package has no requirements; install it anew')
  return name
}
