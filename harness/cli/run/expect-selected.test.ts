import { expect, test } from 'vitest'
import { sampleScenario } from '../../../reports/testing/sample-results.ts'
import { expectSelected } from './expect-selected.ts'

const everything = { scenarios: [], rules: [], levels: [], shard: undefined }
const declared = ['ending/nine', 'incoming/a-push-rings']
const nothing = { scenarios: [], declared, errors: [] }

test('each name has to begin a scenario, whatever the others do', () => {
  const played = { ...nothing, scenarios: [sampleScenario()] }
  expect(expectSelected({ ...everything, scenarios: ['incoming'] }, played)).toBeUndefined()
  expect(() => expectSelected({ ...everything, scenarios: ['incoming', 'incoming/nope'] }, played)).toThrow(
    'no scenario begins with incoming/nope; near it are:\n  incoming/a-push-rings\n',
  )
})

test('where scenarios begin so, but none is there for the rules, it is that which is told', () => {
  const selection = { ...everything, scenarios: ['incoming'], rules: ['AUDIO-009'] }
  expect(() => expectSelected(selection, nothing)).toThrow(
    'no scenario that begins with incoming is there for a rule of AUDIO-009',
  )
})

test('a part may have nothing of what is selected', () => {
  const selection = { ...everything, scenarios: ['incoming'], shard: { index: 2, count: 3 } }
  expect(expectSelected(selection, nothing)).toBe('Nothing of what is selected is in part 2 of 3.')
})

test('where a suite broke, nobody knows what there is', () => {
  const broken = { ...nothing, errors: ['incoming.suite.ts broke'] }
  expect(expectSelected({ ...everything, scenarios: ['nope'] }, broken)).toBeUndefined()
})
