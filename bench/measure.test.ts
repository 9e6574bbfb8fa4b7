import { expect, test } from 'vitest'
import { durations, median, quantile } from './measure.ts'

test('quantiles are values that were measured', () => {
  const samples = [5, 1, 4, 2, 3]
  expect(median(samples)).toBe(3)
  expect(quantile(samples, 0)).toBe(1)
  expect(quantile(samples, 0.99)).toBe(5)
  expect(quantile(samples, 1)).toBe(5)
})

test('there is no quantile of nothing', () => {
  expect(() => median([])).toThrow(RangeError)
})

test('work is done one after the other', async () => {
  const done: string[] = []
  const taken = await durations(3, async (index) => {
    done.push(`begin ${index}`)
    await Promise.resolve()
    done.push(`end ${index}`)
  })
  expect(done).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 2', 'end 2'])
  expect(taken).toHaveLength(3)
})
