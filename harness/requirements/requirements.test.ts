import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { releaseVersions } from '../../mocks/iphone/releases.ts'
import { catalogue } from '../rules/catalogue.ts'
import { limitsOf } from '../rules/limits.ts'
import { freeze } from './freeze.ts'
import { loadRequirements, requirementNames } from './load-requirements.ts'
import type { RequirementSet } from './requirement-set.ts'
import { requirementsOf } from './requirements.ts'

const folder = new URL('../../requirements/', import.meta.url)
const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(new URL(file, folder), 'utf8'))
const newest = requirementNames().at(-1) ?? ''

test('the newest set demands what the catalogue demands now', async () => {
  expect(
    await read(`${newest}.json`),
    `the catalogue has changed since ${newest} was frozen: \`npm run requirements -- YYYY.MM\` makes another set, or, with --again, ${newest} anew if no release of the package has had it`,
  ).toEqual(freeze(newest))
})

test('no set was edited after it was made', async () => {
  const sets = (await readdir(folder)).filter((file) => /^\d/.test(file))
  const digests = sets.map(async (file) => [
    file.replace('.json', ''),
    createHash('sha256')
      .update(await readFile(new URL(file, folder)))
      .digest('hex'),
  ])
  expect(Object.fromEntries(await Promise.all(digests)), 'a set is never edited: put it back, and make a new one').toEqual(
    await read('checksums.json'),
  )
})

test.each(requirementNames())('%s can be judged by', (name) => {
  const { rules, limitsOf: limits } = loadRequirements(name)
  expect(rules.length).toBeGreaterThan(0)
  for (const release of releaseVersions) expect(limits(release).reportWindow.value).toBeGreaterThan(0)
})

test('judged by the newest set, nothing differs from the catalogue', () => {
  const { rules, limitsOf: limits } = loadRequirements()
  expect(rules.map(({ id, level, check }) => [id, level, check])).toEqual(
    catalogue.map(({ id, level, check }) => [id, level, check]),
  )
  for (const release of releaseVersions) expect(limits(release)).toEqual(limitsOf(release))
})

test('an older set has its own rules, levels, releases and limits', () => {
  const set = freeze('2025.01')
  const [first, second] = set.rules
  if (!first || !second) throw new TypeError('expected rules')
  const older = requirementsOf({
    ...set,
    limits: [
      { since: '13.0', values: { payload: { value: 4096, unit: 'bytes' } } },
      { since: '18.0', values: { payload: { value: 5000, unit: 'bytes' } } },
    ],
    rules: [{ ...first, level: 'SHOULD', releases: { first: '17.0', last: '18.0' } }, second],
  })
  expect(older.rules.map(({ id, level, releases }) => ({ id, level, releases }))).toEqual([
    { id: first.id, level: 'SHOULD', releases: { first: '17.0', last: '18.0' } },
    { id: second.id, level: second.level, releases: second.releases },
  ])
  expect(older.limitsOf('17.5').payload).toMatchObject({ value: 4096, note: 'as of 2025.01; today 5120' })
  expect(older.limitsOf('18.2').payload.value).toBe(5000)
  expect(older.limitsOf('18.2').reportWindow).toEqual(limitsOf('18.2').reportWindow)
})

test.each<[change: Partial<RequirementSet>, message: RegExp]>([
  [{ rules: [{ id: 'PUSH-REPORT-999', level: 'MUST', title: 'Gone', releases: { first: '13.0' } }] }, /name PUSH-REPORT-999, which/],
  [{ limits: [{ since: '13.0', values: { patience: { value: 1, unit: 'ms' } } }] }, /have a limit patience in ms, which/],
  [{ limits: [{ since: '13.0', values: { payload: { value: 5, unit: 'ms' } } }] }, /have a limit payload in ms, which/],
])('a set that cannot be judged by any more says what to do', (change, message) => {
  expect(() => requirementsOf({ ...freeze('2025.01'), ...change }).limitsOf('18.2')).toThrow(message)
})

test('a set that there is not is told with those that there are', () => {
  expect(() => loadRequirements('1999.01')).toThrow(/no requirements 1999\.01; there are .*2026\.11/)
})
