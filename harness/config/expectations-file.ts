import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { expectedFailure, type ExpectedFailure } from './expected-failure.ts'

/** Expected failures as data, which `run --update-expected` writes. */
export interface ExpectationsFile {
  /** Absolute path. */
  readonly path: string
  /** None where there is no such file. */
  readonly entries: readonly ExpectedFailure[]
}

/**
 * Reads the `expected-failures.json` of a folder.
 *
 * @throws Error with what is wrong in it.
 */
export async function readExpectations(folder: string): Promise<ExpectationsFile> {
  const path = join(folder, 'expected-failures.json')
  if (!existsSync(path)) return { path, entries: [] }
  const parsed = z.array(expectedFailure).safeParse(JSON.parse(withoutMark(await readFile(path, 'utf8'))))
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error })
  return { path, entries: parsed.data }
}

/** Editors of Windows begin a file with a byte order mark, which is no JSON. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

/** Replaces the entries; a file without any is no more. */
export async function writeExpectations(path: string, entries: readonly ExpectedFailure[]): Promise<void> {
  if (entries.length === 0) await rm(path, { force: true })
  else await writeFile(path, `${JSON.stringify(entries, undefined, 2)}\n`)
}
