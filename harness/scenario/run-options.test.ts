import { expect, test } from 'vitest'
import { isSelected } from './run-options.ts'

const scenario = { id: 'incoming/a-push-rings', rules: ['PUSH-REPORT-001', 'CALL-ID-001'] }

test.each([
  { scenarios: [], rules: [], selected: true },
  { scenarios: ['incoming'], rules: [], selected: true },
  { scenarios: ['outgoing', 'incoming/a-push-rings'], rules: [], selected: true },
  { scenarios: ['outgoing'], rules: [], selected: false },
  { scenarios: [], rules: ['PUSH-'], selected: true },
  { scenarios: [], rules: ['AUDIO-', 'CALL-ID-001'], selected: true },
  { scenarios: [], rules: ['AUDIO-'], selected: false },
  { scenarios: ['incoming'], rules: ['AUDIO-'], selected: false },
])('scenarios $scenarios and rules $rules select it: $selected', ({ scenarios, rules, selected }) => {
  expect(isSelected({ scenarios, rules }, scenario)).toBe(selected)
})

test('of several parts, one plays it', () => {
  const parts = [1, 2, 3].map((index) => ({ scenarios: [], rules: [], shard: { index, count: 3 } }))
  expect(parts.filter((part) => isSelected(part, scenario))).toHaveLength(1)
})
