import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeResults } from '../../../reports/write-results.ts'
import { sampleResults } from '../../../reports/testing/sample-results.ts'
import { UsageError } from '../usage-error.ts'
import { prepareOutFolder } from './out-folder.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'out-folder-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

async function leaveReports(out: string): Promise<void> {
  for (const name of ['traces', 'screens', 'allure-results', 'allure']) {
    await mkdir(join(out, name))
    await writeFile(join(out, name, 'earlier'), '')
  }
  await writeResults(out, sampleResults())
}

test('a folder is made, and what a run leaves there is gone at the next', async () => {
  const out = join(await folder(), 'a', 'b')
  await prepareOutFolder(out)
  await leaveReports(out)
  await writeFile(join(out, 'notes.txt'), 'mine')
  await prepareOutFolder(out)
  expect((await readdir(out)).toSorted()).toEqual(['.callkit-conformance', 'notes.txt'])
})

test('a run that broke before it had results is cleared as well', async () => {
  const out = await folder()
  await prepareOutFolder(out)
  await mkdir(join(out, 'traces'))
  await prepareOutFolder(out)
  expect(await readdir(out)).toEqual(['.callkit-conformance'])
})

test('reports without a marker are known by their results', async () => {
  const out = await folder()
  await leaveReports(out)
  await prepareOutFolder(out)
  expect(await readdir(out)).toEqual(['.callkit-conformance'])
})

test('what no run has made is kept, and named', async () => {
  const out = await folder()
  await mkdir(join(out, 'screens'))
  await writeFile(join(out, 'screens', 'holiday.png'), 'mine')
  await writeFile(join(out, 'results.json'), '{"lottery":[1,2,3]}')
  const error = await prepareOutFolder(out).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(UsageError)
  expect(error).toMatchObject({ message: expect.stringMatching(/ has screens, results\.json, .*--out$/) })
  expect((await readdir(out)).toSorted()).toEqual(['results.json', 'screens'])
  expect(await readFile(join(out, 'screens', 'holiday.png'), 'utf8')).toBe('mine')
})

test.each(['file', 'file/below'])('%s is no folder to write to', async (name) => {
  const root = await folder()
  await writeFile(join(root, 'file'), 'mine')
  await expect(prepareOutFolder(join(root, name))).rejects.toThrow(
    /a file is in its place; choose a folder with --out$/,
  )
  expect(await readFile(join(root, 'file'), 'utf8')).toBe('mine')
})

test.runIf(process.platform === 'linux').each(['/proc', '/proc/none'])('%s takes no reports', async (path) => {
  await expect(prepareOutFolder(path)).rejects.toThrow(/written to \S+ \(E[A-Z]+\); choose a folder with --out$/)
})
