import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { results } from '../../reports/results.ts'
import { callkitConformance } from './testing/command-line.ts'

vi.setConfig({ testTimeout: 120_000 })

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/apps/${name}`, import.meta.url))
const quick = ['run', '--callscreen', 'direct', '--time', 'virtual', '--no-allure', '--json']
/** One scenario, for which a second worker would be started in vain. */
const malformed = ['--scenario', 'incoming/a-malformed-push-is-reported-uuid-absent', '--workers', '1']

let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'callkit-run-options-'))
})
afterAll(() => rm(root, { recursive: true }))

async function run(...args: string[]) {
  await using command = await callkitConformance(...quick, ...args)
  const { code, stdout, stderr } = await command.ended
  return { code, stderr, ...results.parse(JSON.parse(stdout)) }
}

test('chosen rules judge on several releases, each scenario several times', async () => {
  const releases = ['--release', '17 26.4', '--repeat', '2']
  const { code, stderr, release, requirements, rules, scenarios } = await run(
    ...releases,
    '--rules',
    'PUSH-REPORT-006,PUSH-REPORT-007',
  )
  expect(code, stderr).toBe(0)
  expect(release).toBe('17.5, 26.4')
  expect(requirements).toMatch(/^\d{4}\.\d{2}$/)
  const judged = new Set(scenarios.flatMap((scenario) => scenario.rules.map(({ id }) => id)))
  expect([...judged].toSorted()).toEqual(['PUSH-REPORT-006', 'PUSH-REPORT-007'])
  expect(new Set(scenarios.map((scenario) => scenario.release))).toEqual(new Set(['17.5', '26.4']))
  expect(scenarios.filter(({ verdict, runs }) => verdict !== 'skipped' && runs?.pass !== 2)).toEqual([])
  // The one holds since iOS 26.4, the other until then.
  expect(rules.map((rule) => rule.releases)).toEqual([
    [
      { release: '17.5', verdict: 'not exercised' },
      { release: '26.4', verdict: 'pass' },
    ],
    [
      { release: '17.5', verdict: 'pass' },
      { release: '26.4', verdict: 'not exercised' },
    ],
  ])
  expect(stderr).toMatch(/^ +17\.5 +26\.4$/m)
})

test('a run ends after so many failures, and says nothing of what it has not played', async () => {
  const { code, stderr, scenarios, errors } = await run('--app', fixture('seed-sample'), '--bail', '2')
  expect(code).toBe(1)
  expect(errors).toEqual([])
  expect(scenarios.filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThanOrEqual(2)
  // There are more than a hundred.
  expect(scenarios.length).toBeLessThan(80)
  expect(stderr).toContain('Ended after 2 scenarios that did not conform (--bail); the rest was not played.')
})

test('failures become expected ones, which have to be explained, and go when they are not needed', async () => {
  const expectations = join(root, 'expected-failures.json')
  const config = join(root, 'callkit.config.ts')
  await writeFile(config, `export default { app: ${JSON.stringify(fixture('seed-sample/app.ts'))} }`)
  const app = ['--app', root, ...malformed]

  const updated = await run(...app, '--update-expected')
  expect(updated).toMatchObject({ code: 1, errors: [] })
  expect(updated.stderr).toContain('Say of ')
  const entries = z.array(z.record(z.string(), z.string())).parse(JSON.parse(await readFile(expectations, 'utf8')))
  expect(entries).toContainEqual({
    rule: 'PUSH-REPORT-004',
    scenario: 'incoming/a-malformed-push-is-reported-uuid-absent',
    reason: '…',
    link: '…',
  })

  const unexplained = await run(...app)
  expect(unexplained.code).toBe(3)
  expect(unexplained.errors).toContainEqual(expect.stringContaining('say why it is expected (reason)'))

  const explained = entries.map((entry) => ({ ...entry, reason: 'known', link: 'https://example.com/1' }))
  await writeFile(expectations, JSON.stringify(explained))
  expect(await run(...app)).toMatchObject({ code: 0, errors: [] })

  await writeFile(config, `export default { app: ${JSON.stringify(fixture('reference/app.ts'))} }`)
  const mended = await run(...app, '--update-expected')
  expect(mended).toMatchObject({ code: 0, errors: [] })
  await expect(readFile(expectations)).rejects.toThrow('ENOENT')
})
