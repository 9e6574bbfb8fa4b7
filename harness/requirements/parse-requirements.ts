import { z } from 'zod'
import { requirementSet, RequirementsError, type RequirementSet } from './requirement-set.ts'

const ADVICE = 'a set is never edited, so install the package anew, or take another set with --requirements'

/**
 * Reads a file of `requirements/`.
 *
 * @param name Year and month, which the file is named after.
 * @throws RequirementsError when it is damaged, or is another set.
 */
export function parseRequirements(name: string, text: string): RequirementSet {
  const file = `requirements/${name}.json`
  const { data: set, error } = requirementSet.safeParse(parsedJson(file, text))
  if (error) throw new RequirementsError(`${file} was changed or is damaged; ${ADVICE}:\n${z.prettifyError(error)}`)
  if (set.name !== name) throw new RequirementsError(`${file} has the requirements ${set.name}; ${ADVICE}`)
  return set
}

function parsedJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new RequirementsError(`${file} was changed or is damaged; ${ADVICE}:\n${message}`, { cause })
  }
}
