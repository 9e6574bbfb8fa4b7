import { expect, test } from 'vitest'
import { sampleEntry, sampleScenario } from '../../../reports/testing/sample-results.ts'
import { results } from '../../../reports/results.ts'
import { catalogue } from '../../rules/catalogue.ts'
import type { Rule } from '../../rules/rule.ts'
import { collectResults } from './collect-results.ts'

const circumstances = {
  app: 'apps/chat',
  target: 'virtual',
  release: '18.2',
  callscreen: 'direct',
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 1000,
} as const

test('a rule has the gravest verdict of its scenarios, and names them', () => {
  const bad = sampleScenario({ id: 'a/bad', verdict: 'fail', rules: [sampleEntry({ verdict: 'fail' })] })
  const collected = collectResults(circumstances, [sampleScenario(), bad], [])
  expect(results.parse(collected)).toEqual(collected)
  expect(collected.verdict).toBe('fail')
  expect(collected.rules.find(({ id }) => id === 'PUSH-REPORT-001')).toMatchObject({
    verdict: 'fail',
    scenarios: ['a/bad', 'incoming/a-push-rings'],
  })
  expect(collected.totals.scenarios).toMatchObject({ pass: 1, fail: 1 })
})

test('a rule that is broken only as expected is told and counted apart', () => {
  const known = { verdict: 'fail', expected: { reason: 'known', link: 'https://example.com/1' } } as const
  const scenarios = ['17.5', '26.4'].map((release) => sampleScenario({ release, rules: [sampleEntry(known)] }))
  const expected = collectResults(circumstances, scenarios, [])
  expect(results.parse(expected)).toEqual(expected)
  expect(expected.rules.find(({ id }) => id === 'PUSH-REPORT-001')).toMatchObject({
    verdict: 'fail',
    expected: true,
    releases: [
      { release: '17.5', verdict: 'fail', expected: true },
      { release: '26.4', verdict: 'fail', expected: true },
    ],
  })
  expect(expected.totals.rules).toMatchObject({ fail: 0, expected: 1 })

  const unexpected = sampleScenario({ verdict: 'fail', rules: [sampleEntry({ verdict: 'fail' })] })
  const mixed = collectResults(circumstances, [...scenarios, unexpected], [])
  expect(mixed.rules.find(({ id }) => id === 'PUSH-REPORT-001')).not.toHaveProperty('expected')
  expect(mixed.totals.rules).toMatchObject({ fail: 1, expected: 0 })
})

test('rules without a judge, and those that nothing exercised, are told apart', () => {
  const judgedBy = catalogue.map(({ check, ...rule }): Rule =>
    rule.id === 'PUSH-REPORT-006' || !check ? rule : { ...rule, check },
  )
  const { rules } = collectResults(circumstances, [sampleScenario()], [], judgedBy)
  const verdictOf = (id: string) => rules.find((rule) => rule.id === id)?.verdict
  expect(verdictOf('PUSH-REPORT-002')).toBe('not exercised')
  expect(verdictOf('PUSH-REPORT-006')).toBe('not judged yet')
})

test('what broke outside any scenario breaks the run', () => {
  expect(collectResults(circumstances, [sampleScenario()], ['a suite broke']).verdict).toBe('error')
})
