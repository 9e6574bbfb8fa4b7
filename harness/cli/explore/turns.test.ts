import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

/** Everything that can be taken now. */
function taken<Report>(turns: Turns<Report>): Report[] {
  const reports: Report[] = []
  for (let report = turns.take(); report !== undefined; report = turns.take()) reports.push(report)
  return reports
}

test('one of each in turn; who is slow is waited for, who has ended is not', () => {
  const turns = new Turns<string>(2)
  turns.tell(0, ['a1', 'a2', 'a3'])
  expect(taken(turns)).toEqual(['a1'])
  turns.tell(1, ['b1'])
  expect(taken(turns)).toEqual(['b1', 'a2'])
  turns.end(1)
  expect(taken(turns)).toEqual(['a3'])
  expect(turns.areOver).toBe(false)
  turns.end(0)
  expect(turns.areOver).toBe(true)
})

test('the order does not depend on who was quicker', () => {
  const threads = fc.array(fc.nat(5), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(threads, fc.infiniteStream(fc.nat()), (counts, chances) => {
      const inOrder = Array.from({ length: 5 }, (_, round) =>
        counts.flatMap((count, thread) => (round < count ? [`${thread}.${round}`] : [])),
      ).flat()
      const turns = new Turns<string>(counts.length)
      const left = counts.map((count, thread) => Array.from({ length: count }, (_, round) => `${thread}.${round}`))
      const seen: string[] = []
      while (!turns.areOver) {
        const thread = (chances.next().value ?? 0) % counts.length
        const report = left[thread]?.shift()
        if (report === undefined) turns.end(thread)
        else turns.tell(thread, [report])
        seen.push(...taken(turns))
      }
      expect(seen).toEqual(inOrder)
    }),
  )
})
