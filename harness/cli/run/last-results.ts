import { readFile } from 'node:fs/promises'
import { results, type Results } from '../../../reports/results.ts'

/** A run's results, if there are any that this version can read. */
export async function lastResults(file: string): Promise<Results | undefined> {
  try {
    return results.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}
