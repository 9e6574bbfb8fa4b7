import { readdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { lastResults } from './last-results.ts'
import { makeFolder, notWritable } from '../make-folder.ts'
import { UsageError } from '../usage-error.ts'

/** Whatever a run leaves in its folder. */
const REPORTS = [
  'traces',
  'screens',
  'allure-results',
  'allure',
  'results.json',
  'junit.xml',
  'pushes.jsonl',
  'trace.jsonl',
]

/** Says that the reports beside it are a run's, and may be deleted by the next. */
const MARKER = '.callkit-conformance'

/**
 * Makes a folder ready for a run's reports, and deletes those of an earlier run: a run that breaks must not leave another
 * run's verdict behind, earlier traces would look like this run's, and Allure takes earlier results for retries.
 *
 * @param out Absolute path.
 * @throws UsageError when it is no folder, or when something in it that is in the way was not made by a run.
 */
export async function prepareOutFolder(out: string): Promise<void> {
  const name = relative(process.cwd(), out) || '.'
  const folder = { path: out, what: 'reports', option: '--out' }
  await makeFolder(folder)
  const entries = await readdir(out)
  const reports = REPORTS.filter((report) => entries.includes(report))
  if (reports.length > 0 && !(await madeByRun(out, entries)))
    throw new UsageError(
      `${name} has ${reports.join(', ')}, which a run would replace, but no ${MARKER}, so no run has made them; ` +
        'choose another folder with --out',
    )
  await mark(out).catch((error: unknown) => {
    throw notWritable(folder, error)
  })
  await Promise.all(reports.map((report) => rm(join(out, report), { recursive: true, force: true })))
}

/** Runs left no marker at first, but their results are known by what is in them. */
async function madeByRun(out: string, entries: readonly string[]): Promise<boolean> {
  return entries.includes(MARKER) || (await lastResults(join(out, 'results.json'))) !== undefined
}

function mark(out: string): Promise<void> {
  return writeFile(join(out, MARKER), 'The next run of callkit-conformance replaces the reports in this folder.\n')
}
