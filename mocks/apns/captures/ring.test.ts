import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Ring } from './ring.ts'

test('holds the latest, oldest first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(20), (items, limit) => {
      const ring = new Ring<number>(limit)
      for (const item of items) ring.add(item)
      expect(ring.values()).toEqual(limit === 0 ? [] : items.slice(-limit))
    }),
  )
})
