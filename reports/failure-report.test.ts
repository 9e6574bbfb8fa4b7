import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { failureReport, type FailureContext } from './failure-report.ts'
import { sampleEntry, sampleResults, sampleScenario } from './testing/sample-results.ts'

const page = { width: 100, stream: new Writable() }
const context: FailureContext = {
  explain: () => ({ requirement: 'Report it.', source: 'https://example.com/source' }),
  rerun: ({ id }) => `run --scenario ${id}`,
  locate: (trace) => `out/${trace}`,
}
const failing = sampleEntry({ verdict: 'fail', message: 'no report came', measuredMs: 7001, limitMs: 7000 })

test('there is nothing to say of a run that passed', () => {
  expect(failureReport(sampleResults(), context, page)).toBe('')
})

test('a failure says what is demanded, what was seen, where the trace is and how to play it again', () => {
  const scenarios = [sampleScenario({ verdict: 'fail', rules: [failing] })]
  expect(failureReport(sampleResults({ scenarios }), context, page)).toBe(
    `
✗ PUSH-REPORT-001 Report before the delegate returns fail (MUST)
  Report it.
  https://example.com/source
  incoming/a-push-rings
    seen: no report came; 7001 ms of 7000 ms (events 4, 7)
    trace: out/traces/incoming.a-push-rings.jsonl
    again: run --scenario incoming/a-push-rings`.trim(),
  )
})

test('an expected failure is not told', () => {
  const expected = { reason: 'known', link: 'https://example.com/1' }
  const scenarios = [sampleScenario({ rules: [{ ...failing, expected }] })]
  expect(failureReport(sampleResults({ scenarios }), context, page)).toBe('')
})

test('a rule that is broken everywhere is told three times', () => {
  const scenarios = Array.from({ length: 9 }, (_, index) =>
    sampleScenario({ id: `incoming/${index}`, verdict: 'fail', rules: [failing] }),
  )
  const report = failureReport(sampleResults({ scenarios }), context, page)
  expect(report.match(/again:/g)).toHaveLength(3)
  expect(report).toContain('and 6 more scenarios')
})

test('what broke is told with its reason', () => {
  const scenarios = [sampleScenario({ verdict: 'error', message: 'the app ended', rules: [] })]
  const report = failureReport(sampleResults({ scenarios, errors: ['a suite broke'] }), context, page)
  expect(report).toContain('the app ended')
  expect(report).toContain('! a suite broke')
})

test('what could not be decided is told with its reason, its trace and how to play it again', () => {
  const scenarios = [sampleScenario({ verdict: 'inconclusive', message: 'the call screen never showed', rules: [] })]
  expect(failureReport(sampleResults({ scenarios }), context, page)).toBe(
    `
? incoming/a-push-rings inconclusive
    the call screen never showed
    trace: out/traces/incoming.a-push-rings.jsonl
    again: run --scenario incoming/a-push-rings`.trim(),
  )
})

test('a rule that the clocks could not decide is the reason where the scenario gives none', () => {
  const near = sampleEntry({ verdict: 'inconclusive', message: 'too close', measuredMs: 7000, limitMs: 7000 })
  const scenarios = [sampleScenario({ verdict: 'inconclusive', rules: [sampleEntry({ id: 'AUDIO-001' }), near] })]
  const report = failureReport(sampleResults({ scenarios }), context, page)
  expect(report).toContain('    PUSH-REPORT-001: too close; 7000 ms of 7000 ms (events 4, 7)\n')
  expect(report).not.toContain('AUDIO-001')
})

test('of many scenarios that could not be decided three are told', () => {
  const scenarios = Array.from({ length: 4 }, (_, index) =>
    sampleScenario({ id: `incoming/${index}`, verdict: 'inconclusive', message: 'stuck', rules: [] }),
  )
  const report = failureReport(sampleResults({ scenarios }), context, page)
  expect(report.match(/again:/g)).toHaveLength(3)
  expect(report).toContain('? and 1 more scenario inconclusive, which results.json tells')
})

test('where a scenario was played several times, on several releases, it says on which and how often', () => {
  const message = 'flaky: of 2 runs 1 pass, 1 fail'
  const scenario = sampleScenario({ release: '17.5', verdict: 'fail', flaky: true, message })
  const failing = { ...scenario, rules: [sampleEntry({ verdict: 'fail' })] }
  const report = failureReport(sampleResults({ release: '17.5, 26.4', scenarios: [failing] }), context, page)
  expect(report).toContain('  incoming/a-push-rings on iOS 17.5\n')
  expect(report).toContain(`    ${message}\n`)
})
