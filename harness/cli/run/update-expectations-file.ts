import { relative } from 'node:path'
import type { Results } from '../../../reports/results.ts'
import { writeExpectations, type ExpectationsFile } from '../../config/expectations-file.ts'
import { isExplained } from '../../config/expected-failure.ts'
import { updateExpectations, type Extent } from './update-expectations.ts'

/** Makes the failures of a run those that are expected. @returns what to tell the user. */
export async function updateExpectationsFile(
  { path, entries: current }: ExpectationsFile,
  { scenarios }: Results,
  extent: Extent,
): Promise<string> {
  const { entries, added, removed } = updateExpectations(current, scenarios, extent)
  const name = relative(process.cwd(), path)
  await writeExpectations(path, entries)
  const open = entries.filter((entry) => !isExplained(entry)).length
  const change = `${name}: ${entries.length} expected failures, ${added} of them new, ${removed} taken out`
  return open === 0
    ? `\n${change}`
    : `\n${change}.\nSay of ${open} why (reason) and where the work on it is followed (link): until then every run fails.`
}
