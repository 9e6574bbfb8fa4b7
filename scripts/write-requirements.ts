// Freezes what the catalogue demands now as a set of requirements: npm run requirements -- 2026.11 [--again]
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { freeze } from '../harness/requirements/freeze.ts'
import { requirementSet } from '../harness/requirements/requirement-set.ts'

const folder = new URL('../requirements/', import.meta.url)
const checksumsFile = new URL('checksums.json', folder)

const [name = '', again] = process.argv.slice(2)
const named = requirementSet.shape.name.safeParse(name)
const file = new URL(`${name}.json`, folder)
if (!named.success) refuse(z.prettifyError(named.error))
else if (existsSync(file) && again !== '--again')
  refuse(`requirements/${name}.json is there, and a set that somebody may hold an app to is never edited: choose the name of
another month. One that was in no release of the package yet can be made anew with --again.`)
else {
  const text = `${JSON.stringify(freeze(name), undefined, 2)}\n`
  const checksums = existsSync(checksumsFile)
    ? z.record(z.string(), z.string()).parse(JSON.parse(await readFile(checksumsFile, 'utf8')))
    : {}
  checksums[name] = createHash('sha256').update(text).digest('hex')
  await writeFile(file, text)
  await writeFile(checksumsFile, `${JSON.stringify(checksums, undefined, 2)}\n`)
}

function refuse(why: string): void {
  console.error(why)
  process.exitCode = 2
}
