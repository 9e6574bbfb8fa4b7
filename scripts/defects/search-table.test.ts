import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import type { Search } from './explore-defect.ts'
import { orderedDefects, searchLine, searchSummary } from './search-table.ts'

const page = { width: 80, stream: new PassThrough() }
const push = { do: 'push' }
const found: Search = {
  name: 'forgets',
  seed: 1,
  rule: 'CALL-END-004',
  steps: [push, { do: 'touch' }],
  scenarios: 12,
  durationMs: 3456,
  cpuMs: 2300,
}
const missed: Search = { name: 'sleeps', seed: 2, steps: [], scenarios: 9000, durationMs: 60_001, cpuMs: 55_000 }

test('a line says what was found, in how many steps, and what it took', () => {
  expect(searchLine(found, 8, page)).toBe('✓ forgets   CALL-END-004        2        12     3.5     2.3  1')
  expect(searchLine(missed, 8, page)).toBe('✗ sleeps    not found                  9000    60.0    55.0  2')
})

test('what takes one step with some seed needs no order', () => {
  const other = { ...found, name: 'talks', steps: [push] }
  expect(orderedDefects([found, other, { ...other, steps: found.steps }, missed])).toEqual(['forgets', 'sleeps'])
})

test('under the table stands what was not found', () => {
  const text = searchSummary([found, missed], page)
  expect(text).toMatch(
    /^Searches +1 of 2 .*\nIn order +2 defects .*\nLongest +forgets with seed 1: 3\.5 s\nNot found +sleeps \(2\)$/,
  )
})
