import { expect, test } from 'vitest'
import { sampleEntry, sampleScenario } from '../../../reports/testing/sample-results.ts'
import { staleExpectations } from './stale-expectations.ts'

const entry = { rule: 'PUSH-REPORT-001', reason: 'being worked on', link: 'https://example.com/1' }
const passing = sampleScenario()
const failing = sampleScenario({
  rules: [sampleEntry({ verdict: 'fail', expected: { reason: entry.reason, link: entry.link } })],
})
const run = { scenarios: [passing], declared: [passing.id], full: true, judged: [entry.rule] }

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

test('an entry for a crash has to go, in any run: a crash is never excused', () => {
  expect(staleExpectations([{ ...entry, rule: 'LIFE-003' }], { ...run, full: false })).toEqual([
    'expected failure of LIFE-003: a crash is never excused; take the entry out',
  ])
})

test('of a part of the scenarios, or of one that broke or came to different results, nothing can be concluded', () => {
  const flaky = sampleScenario({ verdict: 'inconclusive', flaky: true })
  expect(staleExpectations([entry], { ...run, scenarios: [flaky] })).toEqual([])
  expect(staleExpectations([entry], { ...run, full: false })).toEqual([])
  expect(staleExpectations([entry], { ...run, scenarios: [sampleScenario({ verdict: 'error' })] })).toEqual([])
})

test('an unknown scenario is found in any run, with the nearest there is', () => {
  expect(staleExpectations([{ ...entry, scenario: 'incoming/a-push-rigns' }], { ...run, full: false })).toEqual([
    'expected failure of PUSH-REPORT-001 in incoming/a-push-rigns: there is no such scenario; near it are incoming/a-push-rings',
  ])
})

test('an entry is asked for on the releases that it is for, where its scenario applies', () => {
  const elsewhere = { ...entry, releases: ['26.4'] }
  expect(staleExpectations([elsewhere], run)).toEqual([])
  expect(staleExpectations([elsewhere], { ...run, scenarios: [{ ...passing, release: '26.4' }] })).toEqual([
    expect.stringContaining('does not fail any more on iOS 26.4; take the entry out, or say which releases'),
  ])
  const skipped = sampleScenario({ verdict: 'skipped', rules: [] })
  expect(staleExpectations([entry], { ...run, scenarios: [skipped] })).toEqual([])
})

test('of a scenario that fails before it comes to the rule nothing can be concluded', () => {
  const broken = sampleScenario({ verdict: 'fail', rules: [sampleEntry({ id: 'LIFE-001', verdict: 'fail' })] })
  expect(staleExpectations([entry], { ...run, scenarios: [broken] })).toEqual([])
  const other = sampleEntry({ id: 'LIFE-001', verdict: 'fail' })
  const shown = sampleScenario({ verdict: 'fail', rules: [other, ...passing.rules] })
  expect(staleExpectations([entry], { ...run, scenarios: [shown] })).toEqual([
    expect.stringContaining('does not fail any more'),
  ])
})

test('an entry is left alone that is for a rule of newer requirements', () => {
  expect(staleExpectations([entry], { ...run, judged: [] })).toEqual([])
})

test('what was expected of a capture is left alone by a run without it', () => {
  const replayed = { ...entry, scenario: 'delivery/replays-article-jsonl' }
  expect(staleExpectations([replayed], run)).toEqual([])
})

test.each([{ reason: '…' }, { link: '…' }])('an entry that does not say why has to, in any run: %j', (unsaid) => {
  expect(staleExpectations([{ ...entry, ...unsaid }], { ...run, full: false })).toEqual([
    expect.stringContaining('say why it is expected (reason)'),
  ])
})

test('an entry is accepted until the end of its last day', () => {
  const today = new Date('2026-11-30T23:59:59Z')
  const part = { ...run, full: false }
  expect(staleExpectations([{ ...entry, until: '2026-11-30' }], part, today)).toEqual([])
  expect(staleExpectations([{ ...entry, until: '2026-11-29' }], part, today)).toEqual([
    expect.stringContaining('it was accepted until 2026-11-29'),
  ])
})
