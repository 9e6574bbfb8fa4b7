import { expect, test } from 'vitest'
import { upgradeFrom, type Upgrade } from './upgrade.ts'

const adding = (mark: string): Upgrade => ({
  header: (line) => `${String(line)} ${mark} header`,
  entry: (line) => `${String(line)} ${mark} entry`,
})
const steps = new Map([
  [2, adding('two')],
  [3, adding('three')],
])

test('takes the steps in order', () => {
  const upgrade = upgradeFrom(2, 4, steps)
  expect(upgrade?.header('x')).toBe('x two header three header')
  expect(upgrade?.entry('x')).toBe('x two entry three entry')
})

test('leaves the current version alone, and knows no way from any other', () => {
  expect(upgradeFrom(4, 4, steps)?.entry('x')).toBe('x')
  expect(upgradeFrom(1, 4, steps)).toBeUndefined()
  expect(upgradeFrom(5, 4, steps)).toBeUndefined()
})
