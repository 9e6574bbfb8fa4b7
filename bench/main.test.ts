import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

function bench(...names: string[]) {
  return spawnSync(process.execPath, [main, ...names], { encoding: 'utf8' })
}

test('prints one JSON line per figure, and its progress elsewhere', () => {
  const { status, stdout, stderr } = bench('link')
  const figures = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expect(figures).toHaveLength(4)
  expect(figures[0]).toEqual({ name: 'link.roundtrip.p50', unit: 'ms', value: expect.any(Number) })
  expect(stderr).toContain('link: ')
  expect(status).toBe(0)
})

test('measures nothing when a name is unknown, and says which there are', () => {
  const { status, stdout, stderr } = bench('link', 'lnik')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toBe(
    'there is no bench lnik; there are session-start, scenario, rules, link, apns, trace, check, explore\n',
  )
})
