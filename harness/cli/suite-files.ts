import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { home } from './named-app.ts'

/** Absolute paths of the suites, in order of their names. */
export async function suiteFiles(): Promise<string[]> {
  const folder = join(home, 'suites')
  const names = await readdir(folder)
  return names
    .filter((name) => /\.suite\.[jt]s$/.test(name))
    .toSorted()
    .map((name) => join(folder, name))
}
