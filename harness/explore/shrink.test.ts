import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { shrink, simplify } from './shrink.ts'

test('what is left holds everything that is needed, in order, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(60), { maxLength: 30 }), fc.nat(60), async (items, divisor) => {
      const needed = items.filter((item) => item % (divisor + 1) === 0)
      const attempt = async (candidate: readonly number[]) =>
        needed.every((item) => candidate.includes(item)) ? candidate : undefined
      expect(await shrink(items, attempt)).toEqual(needed)
    }),
  )
})

test('no single item can be spared, whatever the items have to do with each other', async () => {
  const shows = (items: readonly number[]) => items.filter((item) => item % 2 === 0).length * 2 >= items.length
  const attempt = async (items: readonly number[]) => (items.length > 0 && shows(items) ? items : undefined)
  const left = await shrink([1, 2, 3, 4, 5, 6, 8], attempt)
  for (const index of left.keys()) expect(await attempt(left.toSpliced(index, 1))).toBeUndefined()
})

test('an attempt may leave out more than it was asked to', async () => {
  const attempt = async (items: readonly string[]) => (items.includes('needed') ? ['needed'] : undefined)
  expect(await shrink(['a', 'b', 'needed', 'c'], attempt)).toEqual(['needed'])
})

test('the first of the simpler items that shows the same is taken', async () => {
  const attempt = async (items: readonly number[]) => (items.every((item) => item >= 100) ? items : undefined)
  const simpler = (item: number) => [1, 100, 1000].filter((less) => less < item)
  expect(await simplify([70_000, 100, 6000], simpler, attempt)).toEqual([100, 100, 100])
})
