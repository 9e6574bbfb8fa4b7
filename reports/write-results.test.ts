import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { results } from './results.ts'
import { sampleResults } from './testing/sample-results.ts'
import { writeResults } from './write-results.ts'

test('the results are replaced as a whole, in a folder that is made for them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'write-results-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const out = join(folder, 'a', 'b')
  await writeResults(out, sampleResults({ app: 'a much longer name than the next one' }))
  const written = await writeResults(out, sampleResults())
  expect(results.parse(JSON.parse(await readFile(written.results, 'utf8')))).toEqual(sampleResults())
  expect(await readFile(written.junit, 'utf8')).toMatch(/^<\?xml/)
  expect((await readdir(out)).toSorted()).toEqual(['junit.xml', 'results.json'])
})
