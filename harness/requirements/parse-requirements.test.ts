import { expect, test } from 'vitest'
import { freeze } from './freeze.ts'
import { parseRequirements } from './parse-requirements.ts'

const set = freeze('2025.01')
const text = JSON.stringify(set)

test('a set is read as it was written', () => {
  expect(parseRequirements('2025.01', text)).toEqual(set)
})

test.each([
  { damage: 'a missing end', text: text.slice(0, 500) },
  { damage: 'no rules', text: JSON.stringify({ ...set, rules: [] }) },
  { damage: 'no limits', text: JSON.stringify({ ...set, limits: [] }) },
])('$damage is told with the file, and what to do', ({ text: damaged }) => {
  expect(() => parseRequirements('2025.01', damaged)).toThrow(
    /^requirements\/2025\.01\.json was changed or is damaged; .*install the package anew, or take another set/,
  )
})

test('a file that has another set is not taken for its own', () => {
  expect(() => parseRequirements('2026.12', text)).toThrow(
    /^requirements\/2026\.12\.json has the requirements 2025\.01; .*install the package anew/,
  )
})
