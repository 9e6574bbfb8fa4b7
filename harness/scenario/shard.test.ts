import { expect, test } from 'vitest'
import { isInShard } from './shard.ts'

const ids = Array.from({ length: 300 }, (_, index) => `incoming/scenario-${index}`)

test.each([1, 2, 40])('of %i parts, each scenario is in one', (count) => {
  const parts = Array.from({ length: count }, (_, part) =>
    ids.filter((id) => isInShard({ index: part + 1, count }, id)),
  )
  expect(parts.flat().toSorted()).toEqual(ids.toSorted())
})

test('parts are about as large as each other', () => {
  for (const index of [1, 2, 3]) {
    const { length } = ids.filter((id) => isInShard({ index, count: 3 }, id))
    expect(length).toBeGreaterThan(80)
    expect(length).toBeLessThan(120)
  }
})
