import { expect, test } from 'vitest'
import { upgradeFrom, type Upgrade } from './upgrade.ts'

const adding = (mark: string): Upgrade => ({
  header: (line) => `${String(line)} ${mark} header`,
  push: (line) => `${String(line)} ${mark} push`,
})

test('takes the steps in order', () => {
  const steps = new Map([
    [2, adding('two')],
    [3, adding('three')],
  ])
  const upgrade = upgradeFrom(2, steps, 4)
  expect(upgrade?.header('x')).toBe('x two header three header')
  expect(upgrade?.push('x')).toBe('x two push three push')
})

test('leaves the current version alone, and knows no way from any other', () => {
  expect(upgradeFrom(1)?.push('x')).toBe('x')
  expect(upgradeFrom(0)).toBeUndefined()
  expect(upgradeFrom(2)).toBeUndefined()
})
