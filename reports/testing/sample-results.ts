import { results, type Results, type ScenarioResult } from '../results.ts'

type Entry = ScenarioResult['rules'][number]

/** What a scenario says of a rule. */
export function sampleEntry(fields: Partial<Entry> = {}): Entry {
  return { id: 'PUSH-REPORT-001', verdict: 'pass', events: [4, 7], ...fields }
}

export function sampleScenario(fields: Partial<ScenarioResult> = {}): ScenarioResult {
  return {
    id: 'incoming/a-push-rings',
    title: 'a push rings',
    suite: 'incoming',
    verdict: 'pass',
    durationMs: 250,
    trace: 'traces/incoming.a-push-rings.jsonl',
    rules: [sampleEntry()],
    ...fields,
  }
}

/** A run of one rule and one scenario that pass, but for the given fields. */
export function sampleResults(fields: Partial<Results> = {}): Results {
  const none = { pass: 0, fail: 0, deviates: 0, inconclusive: 0, skipped: 0, error: 0 }
  return results.parse({
    version: 1,
    app: 'apps/chat',
    target: 'virtual',
    release: '18.2',
    callscreen: 'direct',
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 1234,
    verdict: 'pass',
    rules: [
      {
        id: 'PUSH-REPORT-001',
        level: 'MUST',
        title: 'Report before the delegate returns',
        verdict: 'pass',
        scenarios: ['incoming/a-push-rings'],
      },
    ],
    scenarios: [sampleScenario()],
    totals: {
      scenarios: { ...none, pass: 1 },
      rules: { ...none, pass: 1, expected: 0, 'not exercised': 2, 'not judged yet': 78 },
    },
    errors: [],
    ...fields,
  })
}
