import { expect, test } from 'vitest'
import { isSelected } from './is-selected.ts'

const everything = { scenarios: [], rules: [], levels: [] }
const scenario = { id: 'incoming/a-push-rings', rules: ['PUSH-REPORT-001', 'CALL-UUID-001'] }

test.each([
  { selected: true },
  { scenarios: ['incoming'], selected: true },
  { scenarios: ['outgoing', 'incoming/a-push-rings'], selected: true },
  { scenarios: ['outgoing'], selected: false },
  { rules: ['PUSH-*'], selected: true },
  { rules: ['AUDIO-*,CALL-UUID-001'], selected: true },
  { rules: ['!CALL-*'], selected: true },
  { rules: ['!CALL-*', '!PUSH-*'], selected: false },
  { rules: ['AUDIO-*'], selected: false },
  { scenarios: ['incoming'], rules: ['AUDIO-*'], selected: false },
  { levels: ['MUST'] as const, selected: true },
  { levels: ['SHOULD'] as const, selected: false },
])('%j', ({ selected, levels = [], ...named }) => {
  expect(isSelected({ ...everything, ...named, levels: [...levels] }, scenario)).toBe(selected)
})

test('a scenario for no rule in particular is not played for a part of the rules', () => {
  const replayed = { id: 'delivery/replays-pushes', rules: [] }
  expect(isSelected(everything, replayed)).toBe(true)
  expect(isSelected({ ...everything, rules: ['PUSH'] }, replayed)).toBe(false)
})

test('one for rules that the requirements do not have is not', () => {
  expect(isSelected(everything, { ...scenario, rules: ['PUSH-REPORT-999'] })).toBe(false)
})

test.each([
  { rules: ['*'] },
  { levels: ['SHOULD' as const, 'MUST' as const] },
  { scenarios: ['delivery', 'incoming'] },
  { shard: { index: 1, count: 1 } },
])('%j is the whole', (named) => {
  const all = [scenario, { id: 'delivery/replays-pushes', rules: [] }]
  expect(all.every((each) => isSelected({ ...everything, ...named }, each))).toBe(true)
})

test('of several parts, one plays it', () => {
  const parts = [1, 2, 3].map((index) => ({ ...everything, shard: { index, count: 3 } }))
  expect(parts.filter((part) => isSelected(part, scenario))).toHaveLength(1)
})
