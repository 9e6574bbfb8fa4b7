import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../rules/catalogue.ts'
import { tags, tagsOf } from './tags.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')

test('every rule, family and level has a tag, and a scenario only such', () => {
  const names = tags.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(['rule:PUSH-REPORT-001', 'family:ANS-FULFILL', 'level:must']))
  expect(tagsOf(catalogue.map(({ id }) => id)).toSorted()).toEqual(names.toSorted())
  expect(tagsOf(['AUDIO-001', 'AUDIO-006'])).toEqual([
    'rule:AUDIO-001',
    'family:AUDIO',
    'level:must',
    'rule:AUDIO-006',
    'level:should',
  ])
})

test('a user’s own vitest filters scenarios by them', { timeout: 60_000 }, async () => {
  const out = join(repository, 'reports/out')
  await mkdir(out, { recursive: true })
  // In the repository, so that what it imports is found.
  const folder = await mkdtemp(join(out, 'tags-'))
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
  const harness = JSON.stringify(join(repository, 'harness/index.ts'))
  const scenarios = JSON.stringify(join(repository, 'harness/scenario/index.ts'))
  await writeFile(
    join(folder, 'vitest.config.ts'),
    `import { conformanceOptions } from ${harness}
    export default { test: { include: ['*.suite.ts'], exclude: [], ...conformanceOptions({ app: 'fixtures/apps/reference' }) } }`,
  )
  await writeFile(
    join(folder, 'calls.suite.ts'),
    `import { conformance } from ${scenarios}
    conformance('reports', { rules: ['PUSH-REPORT-001'] }, async () => {})
    conformance('completes', { rules: ['PUSH-COMPL-001'] }, async () => {})
    conformance('starts sound', { rules: ['AUDIO-002'] }, async () => {})`,
  )
  expect(await listed(folder, 'rule:PUSH-*')).toEqual(['reports', 'completes'])
  expect(await listed(folder, 'level:must and not family:AUDIO')).toEqual(['reports'])
})

async function listed(folder: string, filter: string): Promise<string[]> {
  const args = [vitest, 'list', '--json', '--no-static-parse', '--tags-filter', filter]
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr || stdout, { cause: error }))
      else resolve(stdout)
    })
  })
  return z
    .array(z.looseObject({ name: z.string() }))
    .parse(JSON.parse(stdout))
    .map(({ name }) => name)
}
