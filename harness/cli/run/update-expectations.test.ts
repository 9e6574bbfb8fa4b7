import { expect, test } from 'vitest'
import { sampleEntry, sampleScenario } from '../../../reports/testing/sample-results.ts'
import { updateExpectations } from './update-expectations.ts'

const RULE = 'PUSH-REPORT-001'
const scenario = 'incoming/a-push-rings'
const known = { reason: 'being worked on', link: 'https://example.com/1' }
const judged = [RULE]
const everything = { judged, full: true, strict: false }
const failing = sampleScenario({ rules: [sampleEntry({ verdict: 'fail' })] })
const expected = sampleScenario({ rules: [sampleEntry({ verdict: 'fail', expected: known })] })

test('a failure that nobody expects gets an entry that has yet to be explained, on several releases one', () => {
  expect(updateExpectations([], [failing, { ...failing, release: '17.5' }], everything)).toEqual({
    entries: [{ rule: RULE, scenario, reason: '…', link: '…' }],
    added: 1,
    removed: 0,
    crashes: 0,
  })
})

test('a crash gets no entry, and one that it has goes: a crash is never excused', () => {
  const rule = 'LIFE-003'
  const crashed = sampleScenario({ rules: [sampleEntry({ id: rule, verdict: 'fail' })] })
  expect(updateExpectations([{ rule, scenario, ...known }], [crashed], everything)).toEqual({
    entries: [],
    added: 0,
    removed: 1,
    crashes: 1,
  })
})

test('an entry stays whose scenario came to different results, of which it shows one', () => {
  const entries = [{ rule: RULE, scenario, ...known }]
  const flaky = sampleScenario({ verdict: 'inconclusive', flaky: true })
  expect(updateExpectations(entries, [flaky], everything).entries).toEqual(entries)
})

test('a failure on some of the releases is expected on these', () => {
  const passing = sampleScenario({ release: '26.4' })
  const skipped = sampleScenario({ release: '13.7', verdict: 'skipped', rules: [] })
  const { entries } = updateExpectations([], [{ ...failing, release: '17.5' }, passing, skipped], everything)
  expect(entries).toEqual([{ rule: RULE, scenario, releases: ['17.5'], reason: '…', link: '…' }])
  const onlyThere = [{ rule: RULE, scenario, releases: ['17.5'], ...known }]
  expect(updateExpectations(onlyThere, [passing], everything).entries).toEqual(onlyThere)
})

test('an entry stays whose scenario does not apply on the release', () => {
  const entries = [{ rule: RULE, scenario, ...known }]
  const skipped = sampleScenario({ verdict: 'skipped', rules: [] })
  expect(updateExpectations(entries, [skipped], everything).entries).toEqual(entries)
})

test('one that is expected already keeps its reason and its link', () => {
  const entries = [{ rule: RULE, ...known }]
  expect(updateExpectations(entries, [expected], everything)).toMatchObject({ entries, added: 0, removed: 0 })
})

test('an entry that is not needed any more goes', () => {
  const entries = [{ rule: RULE, scenario, ...known }]
  expect(updateExpectations(entries, [sampleScenario()], everything)).toMatchObject({
    entries: [],
    added: 0,
    removed: 1,
  })
})

test.each([
  ['was not played', []],
  ['broke', [sampleScenario({ verdict: 'error' })]],
])('an entry whose scenario %s stays', (_, scenarios) => {
  const entries = [{ rule: RULE, scenario, ...known }]
  expect(updateExpectations(entries, scenarios, everything).entries).toEqual(entries)
})

test('an entry of a rule that has not judged stays', () => {
  const entries = [{ rule: 'AUDIO-001', scenario, ...known }]
  expect(updateExpectations(entries, [sampleScenario()], everything)).toMatchObject({ entries, added: 0, removed: 0 })
})

test('an entry stays whose scenario fails before it comes to the rule', () => {
  const entries = [{ rule: RULE, scenario, ...known }]
  const broken = sampleScenario({ verdict: 'fail', rules: [sampleEntry({ id: 'LIFE-001', verdict: 'fail' })] })
  expect(updateExpectations(entries, [broken], everything).entries).toContainEqual(entries[0])
})

test('an entry for every scenario goes only when all were played', () => {
  const entries = [{ rule: RULE, ...known }]
  expect(updateExpectations(entries, [sampleScenario()], { ...everything, full: false }).entries).toEqual(entries)
  expect(updateExpectations(entries, [sampleScenario()], everything).entries).toEqual([])
})

test('a broken SHOULD needs to be expected where it counts', () => {
  const deviating = sampleScenario({ rules: [sampleEntry({ verdict: 'deviates' })] })
  expect(updateExpectations([], [deviating], everything).added).toBe(0)
  expect(updateExpectations([], [deviating], { ...everything, strict: true }).added).toBe(1)
})
