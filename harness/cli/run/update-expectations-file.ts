import { relative } from 'node:path'
import type { ScenarioResult } from '../../../reports/results.ts'
import { writeExpectations, type ExpectationsFile } from '../../config/expectations-file.ts'
import { isExplained, isOver } from '../../config/expected-failure.ts'
import { CRASH_RULE } from '../../rules/crash-rule.ts'
import { updateExpectations, type Extent } from './update-expectations.ts'

/** What has become of the file. */
export interface UpdatedFile {
  /** What to tell the user. */
  readonly said: string
  /** Why it could not be written. */
  readonly errors: readonly string[]
}

/** Makes the failures of a run those that are expected. */
export async function updateExpectationsFile(
  { path, entries: current }: ExpectationsFile,
  scenarios: readonly ScenarioResult[],
  extent: Extent,
  today: Date = new Date(),
): Promise<UpdatedFile> {
  const { entries, added, removed, crashes } = updateExpectations(current, scenarios, extent)
  const name = relative(process.cwd(), path)
  try {
    await writeExpectations(path, entries)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const advice = 'see to it that it can be, or leave --update-expected out'
    return { said: '', errors: [`the expected failures cannot be written to ${name} (${why}): ${advice}`] }
  }
  const unexplained = entries.filter((entry) => !isExplained(entry)).length
  const over = entries.filter((entry) => isOver(entry, today)).length
  const sentences = [
    `${name}: ${entries.length} expected failures, ${added} of them new, ${removed} taken out.`,
    ...(crashes > 0 ? [`None for ${crashes} of ${CRASH_RULE}: a crash is never excused.`] : []),
    ...(over > 0
      ? [`The last day (until) of ${over} is over: mend them, or say until when they are accepted now.`]
      : []),
    ...(unexplained > 0
      ? [`Say of ${unexplained} why (reason) and where the work on it is followed (link): until then every run fails.`]
      : []),
  ]
  return { said: sentences.join('\n'), errors: [] }
}
