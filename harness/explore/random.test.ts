import { expect, test } from 'vitest'
import { Random } from './random.ts'

test('the same seed makes the same choices, and another one others', () => {
  const choices = (seed: number) => {
    const random = new Random(seed)
    return Array.from({ length: 20 }, () => random.pick(['a', 'b', 'c', 'd'])).join('')
  }
  expect(choices(7)).toBe(choices(7))
  expect(choices(7)).not.toBe(choices(8))
})

test('weights say how often', () => {
  const random = new Random(1)
  const items = [
    { name: 'rare', weight: 1 },
    { name: 'common', weight: 9 },
  ]
  const rare = Array.from({ length: 1000 }, () => random.weighted(items)).filter(({ name }) => name === 'rare')
  expect(rare.length).toBeGreaterThan(60)
  expect(rare.length).toBeLessThan(140)
})

test('of nothing there is no choice', () => {
  const random = new Random(1)
  expect(random.pickAny([])).toBeUndefined()
  expect(() => random.pick([])).toThrow(RangeError)
})
