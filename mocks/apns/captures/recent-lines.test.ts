import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecentLines } from './recent-lines.ts'

test('holds the latest, oldest first', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(500), (count, limit) => {
      const lines = Array.from({ length: count }, (_, index) => `line ${index}`)
      const recent = new RecentLines(limit)
      for (const line of lines) recent.add(`${line}\n`)
      expect(recent.values()).toEqual(limit === 0 ? [] : lines.slice(-limit))
    }),
  )
})
