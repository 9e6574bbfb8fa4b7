import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Defect } from '../../fixtures/apps/defects/index.ts'
import { pageOf } from '../../reports/look.ts'
import { BUDGET_MS, exploreDefect, isExplorable, type Search } from './explore-defect.ts'
import { orderedDefects, searchHeading, searchLine, searchSummary } from './search-table.ts'

export interface SearchOptions {
  readonly defects: readonly Defect[]
  readonly seeds: readonly number[]
  readonly workers: number
  /** The folder that `defects-explored.json` is written to. */
  readonly out: string
  readonly json: boolean
}

/**
 * Explores each defect that can be explored, with each seed.
 *
 * @returns the exit code.
 * @throws TypeError when there is none.
 */
export async function searchAll({ defects, seeds, workers, out, json }: SearchOptions): Promise<number> {
  const stream = json ? process.stderr : process.stdout
  const page = pageOf(stream)
  const chosen = defects.filter(isExplorable)
  if (chosen.length === 0) throw new TypeError('no defect that can be explored has such a name')
  const width = Math.max(...chosen.map(({ name }) => name.length))
  stream.write(`${searchHeading(width, page)}\n`)
  const searches: Search[] = []
  for (const defect of chosen)
    for (const seed of seeds) {
      const search = await exploreDefect(defect, seed, workers)
      searches.push(search)
      stream.write(`${searchLine(search, width, page)}\n`)
    }
  const report = { version: 1, budgetMs: BUDGET_MS, workers, seeds, searches, ordered: orderedDefects(searches) }
  await mkdir(out, { recursive: true })
  await writeFile(join(out, 'defects-explored.json'), `${JSON.stringify(report, undefined, 2)}\n`)
  stream.write(`\n${searchSummary(searches, page)}\n`)
  if (json) console.log(JSON.stringify(report, undefined, 2))
  return searches.every(({ rule }) => rule !== undefined) ? 0 : 1
}
