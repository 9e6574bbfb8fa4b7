import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { junit } from './junit.ts'
import type { Results } from './results.ts'

/** Where a run's machine-readable reports are, as absolute paths. */
export interface WrittenResults {
  readonly results: string
  readonly junit: string
}

/** Writes `results.json` and `junit.xml`. Whoever reads them meanwhile sees the old file or the new, never a part. */
export async function writeResults(out: string, results: Results): Promise<WrittenResults> {
  await mkdir(out, { recursive: true })
  const written = { results: join(out, 'results.json'), junit: join(out, 'junit.xml') }
  await replace(written.results, `${JSON.stringify(results, undefined, 2)}\n`)
  await replace(written.junit, junit(results))
  return written
}

async function replace(file: string, content: string): Promise<void> {
  const fresh = `${file}.${process.pid}.tmp`
  await writeFile(fresh, content)
  await rename(fresh, file)
}
