import { expect, test } from 'vitest'
import { stayClearOfBlock } from './push-block.ts'
import { deliver, kill, PUSH } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const blocked = { name: 'sys.blocked', push: PUSH, bundleId: 'com.example.app', missedReports: 3 } as const
const delivered = (count: number): Entry[] =>
  Array.from({ length: count }, (_, index) => [index, deliver({ push: `push ${index}` })])

test('fails a push that the system kept from the app', () => {
  expect(outcomes(stayClearOfBlock, ...delivered(3), [7000, kill()], [8000, blocked])).toEqual(['fail'])
})

test.each([
  [2, []],
  [3, ['pass']],
])('of %d pushes that all arrive it says %j', (count, expected) => {
  expect(outcomes(stayClearOfBlock, ...delivered(count))).toEqual(expected)
})
