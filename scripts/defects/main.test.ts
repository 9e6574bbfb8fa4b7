import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

test('plays what is named, of apps and of backends, and writes what it has shown', { timeout: 60_000 }, async () => {
  const out = await mkdtemp(join(tmpdir(), 'callkit-defects-report-'))
  await using _ = { [Symbol.asyncDispose]: () => rm(out, { recursive: true }) }
  const { code, stdout, stderr } = await defects('makes-a-provider-too-many', 'signs-each-push', '--json', '--out', out)
  expect(code, stderr).toBe(0)
  expect(stderr).toMatch(/^✓ makes-a-provider-too-many +CALL-PROV-001\n✓ signs-each-push +LINT-TOKEN-003/m)
  const report: unknown = JSON.parse(stdout)
  expect(report).toMatchObject({ version: 1, unproven: [], proofs: [{ missed: [] }, { unexplained: [] }] })
  expect(JSON.parse(await readFile(join(out, 'defects.json'), 'utf8'))).toEqual(report)
})

test('searches what is named, and writes how it was found', { timeout: 60_000 }, async () => {
  const out = await mkdtemp(join(tmpdir(), 'callkit-defects-report-'))
  await using _ = { [Symbol.asyncDispose]: () => rm(out, { recursive: true }) }
  const { code, stdout, stderr } = await defects('survives-a-reset', '--explore', '--seed', '3', '--json', '--out', out)
  expect(code, stderr).toBe(0)
  expect(stderr).toMatch(/^✓ survives-a-reset +RESET-00[12] +2 /m)
  const report: unknown = JSON.parse(stdout)
  const search = { name: 'survives-a-reset', seed: 3, steps: [{ do: 'push' }, { do: 'reset calls' }] }
  expect(report).toMatchObject({ version: 1, seeds: [3], ordered: ['survives-a-reset'], searches: [search] })
  expect(JSON.parse(await readFile(join(out, 'defects-explored.json'), 'utf8'))).toEqual(report)
})

test.each([
  [['--explore', 'is-not-entitled'], /^no defect that can be explored has such a name/],
  [['--explore', '--seed', 'x'], /^expected --seed to be whole numbers, got x/],
  [['no-such-defect'], /^no defect begins with no-such-defect/],
  [['--workers', '0'], /^expected --workers to be 1 or more, got 0/],
])('%j is not understood', async (args, message) => {
  const { code, stderr } = await defects(...args)
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
})

function defects(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { ...process.env, NO_COLOR: '1' }
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr })
    })
  })
}
