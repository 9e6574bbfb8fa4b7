// Plays every app and every backend with one mistake, prints what catches it, and writes reports/out/defects.json; or
// searches the apps for it, and writes reports/out/defects-explored.json.
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { defects, type Defect } from '../../fixtures/apps/defects/index.ts'
import { holds } from '../../fixtures/testing/proof.ts'
import { catalogue } from '../../harness/rules/catalogue.ts'
import { pageOf } from '../../reports/look.ts'
import { matrixLine, matrixSummary } from './matrix.ts'
import { prove } from './prove.ts'

const usage = `Usage: npm run defects -- [--explore [--seed n...]] [--json] [--out folder] [--workers n] [name...]

Plays the defects whose names begin so, or all of them, and prints which rules catch each.
With --explore, searches each for a minute at most, without a hint, for one of the rules that have to catch it.
Exit code: 0 each is caught as it says of itself, 1 one is not, or a rule has none, 2 not understood.`

const reports = fileURLToPath(new URL('../../reports/out', import.meta.url))

/** @returns The exit code. */
async function main(): Promise<number> {
  const { values, positionals } = arguments_()
  if (values.help) {
    console.log(usage)
    return 0
  }
  const workers = Number(values.workers)
  if (!Number.isInteger(workers) || workers < 1)
    throw new TypeError(`expected --workers to be 1 or more, got ${values.workers}`)
  const isChosen = ({ name }: { readonly name: string }) =>
    positionals.length === 0 || positionals.some((begin) => name.startsWith(begin))
  if (values.explore) return await explored(values, workers, isChosen)
  // The suites and the apps take a second to load, which a mistyped option need not wait for.
  const { subjects } = await import('./subjects.ts')
  const chosen = subjects.filter(isChosen)
  if (chosen.length === 0) throw new TypeError(`no defect begins with ${positionals.join(' or ')}`)

  const started = performance.now()
  const stream = values.json ? process.stderr : process.stdout
  const page = pageOf(stream)
  const width = Math.max(...chosen.map(({ name }) => name.length))
  const proofs = await prove(chosen, workers, (proof) => void stream.write(`${matrixLine(proof, width, page)}\n`))
  const proven = new Set(proofs.filter(holds).flatMap(({ caughtBy }) => caughtBy))
  const report = {
    version: 1,
    durationMs: Math.round(performance.now() - started),
    proofs,
    rules: catalogue.map(({ id }) => ({
      id,
      caught: proofs.filter(({ caughtBy }) => caughtBy.includes(id)).map(({ name }) => name),
    })),
    /** Rules of the catalogue without a defect; empty where only some of them were played. */
    unproven: positionals.length > 0 ? [] : catalogue.map(({ id }) => id).filter((id) => !proven.has(id)),
  }
  await mkdir(values.out, { recursive: true })
  await writeFile(join(values.out, 'defects.json'), `${JSON.stringify(report, undefined, 2)}\n`)
  stream.write(`\n${matrixSummary(report, page)}\n`)
  if (values.json) console.log(JSON.stringify(report, undefined, 2))
  return proofs.every(holds) && report.unproven.length === 0 ? 0 : 1
}

async function explored(
  { seed, out, json }: ReturnType<typeof arguments_>['values'],
  workers: number,
  isChosen: (defect: Defect) => boolean,
): Promise<number> {
  const seeds = seed.map(Number)
  if (!seeds.every((each) => Number.isInteger(each) && each >= 0))
    throw new TypeError(`expected --seed to be whole numbers, got ${seed.join(' ')}`)
  const { searchAll } = await import('./search.ts')
  return await searchAll({ defects: defects.filter(isChosen), seeds, workers, out, json })
}

function arguments_() {
  return parseArgs({
    allowPositionals: true,
    options: {
      explore: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      seed: { type: 'string', multiple: true, default: ['1'] },
      out: { type: 'string', default: reports },
      workers: { type: 'string', default: String(availableParallelism()) },
    },
  })
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${usage}`)
  process.exitCode = 2
}
