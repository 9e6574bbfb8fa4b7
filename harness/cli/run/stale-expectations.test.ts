import { expect, test } from 'vitest'
import { sampleEntry, sampleScenario } from '../../../reports/testing/sample-results.ts'
import { staleExpectations } from './stale-expectations.ts'

const entry = { rule: 'PUSH-REPORT-001', reason: 'being worked on', link: 'https://example.com/1' }
const passing = sampleScenario()
const failing = sampleScenario({
  rules: [sampleEntry({ verdict: 'fail', expected: { reason: entry.reason, link: entry.link } })],
})
const run = { scenarios: [passing], declared: [passing.id], full: true }

test('an entry that still fails stays', () => {
  expect(staleExpectations([entry], { ...run, scenarios: [passing, failing] })).toEqual([])
})

test('an entry whose rule passes everywhere has to go', () => {
  expect(staleExpectations([entry], run)).toEqual([expect.stringContaining('does not fail any more')])
})

test('an entry that nothing exercises has to go', () => {
  const scenarios = [sampleScenario({ rules: [] })]
  expect(staleExpectations([entry], { ...run, scenarios })).toEqual([expect.stringContaining('nothing has exercised')])
})

test('of a part of the scenarios, or of one that broke, nothing can be concluded', () => {
  expect(staleExpectations([entry], { ...run, full: false })).toEqual([])
  expect(staleExpectations([entry], { ...run, scenarios: [sampleScenario({ verdict: 'error' })] })).toEqual([])
})

test('an unknown rule or scenario is found in any run', () => {
  const part = { ...run, full: false }
  expect(staleExpectations([{ ...entry, rule: 'NO-001' }], part)).toEqual([expect.stringContaining('no such rule')])
  expect(staleExpectations([{ ...entry, scenario: 'a/b' }], part)).toEqual([
    expect.stringContaining('no such scenario'),
  ])
})
