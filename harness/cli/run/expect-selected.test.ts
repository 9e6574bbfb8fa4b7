import { expect, test } from 'vitest'
import { expectSelected } from './expect-selected.ts'

const everything = { scenarios: [], rules: [], levels: [], shard: undefined }
const declared = [
  { id: 'ending/nine', rules: ['AUDIO-009'] as const },
  { id: 'incoming/a-push-rings', rules: ['PUSH-REPORT-001'] as const },
]

test('each name has to begin a scenario, whatever the others do', () => {
  expect(expectSelected({ ...everything, scenarios: ['incoming'] }, declared)).toBeUndefined()
  expect(() => expectSelected({ ...everything, scenarios: ['incoming', 'incoming/nope'] }, declared)).toThrow(
    'no scenario begins with incoming/nope; near it are:\n  incoming/a-push-rings\n',
  )
})

test('where scenarios begin so, but none is there for the rules, it is that which is told', () => {
  const selection = { ...everything, scenarios: ['incoming'], rules: ['AUDIO-009'] }
  const says = 'no scenario that begins with incoming is there for a rule of AUDIO-009'
  expect(() => expectSelected(selection, declared)).toThrow(says)
  expect(() => expectSelected({ ...selection, shard: { index: 1, count: 2 } }, declared)).toThrow(says)
})

test('a part may have nothing of what is selected', () => {
  const parts = [1, 2].map((index) => ({ ...everything, scenarios: ['incoming'], shard: { index, count: 2 } }))
  const notes = parts.map((part) => expectSelected(part, declared))
  expect(notes.filter((note) => note !== undefined)).toEqual([
    expect.stringMatching(/^Nothing of what is selected is in part [12] of 2\.$/),
  ])
})
