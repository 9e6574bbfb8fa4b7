import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SequenceNumbers } from './sequence-numbers.ts'

test('takes each number once, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 })), (numbers) => {
      const taken = new SequenceNumbers()
      const seen = new Set<number>()
      for (const number of numbers) {
        expect(taken.take(number)).toBe(!seen.has(number))
        seen.add(number)
      }
    }),
  )
})
