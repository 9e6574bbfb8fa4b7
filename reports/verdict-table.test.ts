import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Results } from './results.ts'
import { sampleEntry, sampleResults, sampleScenario } from './testing/sample-results.ts'
import { verdictTable } from './verdict-table.ts'

const stream = new Writable()

const expected = { reason: 'r', link: 'https://example.com' }
const rule = { level: 'MUST' as const, scenarios: ['incoming/a-push-rings'] }
const mixed = sampleResults({
  verdict: 'fail',
  rules: [
    { ...rule, id: 'A-001', title: 'Passes', verdict: 'pass' },
    {
      ...rule,
      id: 'B-001',
      title: 'Fails, and takes very many words to say what it is that it asks for',
      verdict: 'fail',
    },
    { ...rule, id: 'C-001', title: 'Is known', verdict: 'fail', expected: true },
    { ...rule, id: 'D-001', title: 'Is a gap', verdict: 'not judged yet' },
  ],
  scenarios: [
    sampleScenario({
      verdict: 'fail',
      rules: [
        sampleEntry({ id: 'A-001', measuredMs: 3, limitMs: 7000 }),
        sampleEntry({ id: 'A-001', measuredMs: 6999.4, limitMs: 7000 }),
        sampleEntry({ id: 'B-001', verdict: 'fail' }),
        sampleEntry({ id: 'C-001', verdict: 'fail', expected }),
      ],
    }),
  ],
})

test('the broken rules come first, gaps are counted only', () => {
  const lines = verdictTable(mixed, { width: 120, stream }).split('\n')
  expect(lines.slice(0, 3).map((line) => line.split(/ +/).slice(0, 3).join(' '))).toEqual([
    '✗ fail B-001',
    '– expected C-001',
    '✓ pass A-001',
  ])
  expect(lines.join('\n')).not.toContain('D-001')
  expect(lines.join('\n')).toContain('2 not exercised, 78 not judged yet')
  expect(lines.at(-1)).toContain('does not conform')
})

test('of several measurements the one nearest to its limit is shown', () => {
  expect(verdictTable(mixed, { width: 120, stream })).toContain('6999/7000 ms')
})

test('a narrow page is kept to, a wide one is made use of', () => {
  const widest = (width: number) =>
    Math.max(
      ...verdictTable(mixed, { width, stream })
        .split('\n')
        .slice(0, 3)
        .map((line) => line.length),
    )
  expect(widest(80)).toBeLessThanOrEqual(80)
  expect(verdictTable(mixed, { width: 80, stream })).toContain('…')
  expect(verdictTable(mixed, { width: 160, stream })).toContain('what it is that it asks for')
})

test('colours are for terminals', () => {
  const table = verdictTable(mixed, { width: 100, stream })
  expect(table).toBe(stripVTControlCharacters(table))
})

test('on several releases a rule has a sign for each, under its name', () => {
  const releases = [
    { release: '17.5', verdict: 'pass' as const },
    { release: '26.4', verdict: 'fail' as const },
  ]
  const of = { ...rule, id: 'A-001', title: 'Differs', verdict: 'fail' as const, releases }
  const scenarios = [sampleScenario({ release: '17.5' }), sampleScenario({ release: '26.4', verdict: 'fail' })]
  expect(signs(sampleResults({ rules: [of], scenarios }))).toEqual({ '17.5': '✓', '26.4': '✗' })
})

test('where a rule is broken as expected on one release, the other is seen to be the one to look at', () => {
  const verdict = 'fail' as const
  const releases = [
    { release: '17.5', verdict, expected: true as const },
    { release: '26.4', verdict },
  ]
  const of = { ...rule, id: 'A-001', title: 'Is known on one', verdict: 'fail' as const, releases }
  const entry = sampleEntry({ id: 'A-001', verdict: 'fail' })
  const scenarios = [
    sampleScenario({ release: '17.5', rules: [{ ...entry, expected }] }),
    sampleScenario({ release: '26.4', verdict: 'fail', rules: [entry] }),
  ]
  expect(signs(sampleResults({ rules: [of], scenarios }))).toEqual({ '17.5': '–', '26.4': '✗' })
})

test('what is broken as expected is counted by itself', () => {
  const none = { pass: 0, fail: 0, deviates: 0, inconclusive: 0, skipped: 0, error: 0, expected: 0 }
  const rules = { ...none, pass: 3, fail: 1, expected: 2, 'not exercised': 4, 'not judged yet': 0 }
  const { totals } = sampleResults()
  const table = verdictTable(sampleResults({ totals: { ...totals, rules } }), { width: 120, stream })
  expect(table).toContain('1 fail, 3 pass, 2 failing as expected; 4 not exercised\n')
})

test.each([
  ['pass', 'conforms, apart from what is expected'],
  ['deviates', 'conforms to every MUST, apart from what is expected, and deviates from a SHOULD'],
  ['inconclusive', 'broke no MUST, apart from what is expected, but not every rule could be decided'],
] as const)('%s beside expected failures claims no more than it may', (verdict, sentence) => {
  const scenarios = [sampleScenario({ rules: [sampleEntry({ verdict: 'fail', expected })] })]
  expect(verdictTable(sampleResults({ verdict, scenarios }), { width: 120, stream })).toContain(`${sentence} (`)
  expect(verdictTable(sampleResults({ verdict }), { width: 120, stream })).not.toContain('expected')
})

/** The sign under the name of each release. */
function signs(results: Results): Record<string, string | undefined> {
  const [header = '', line = ''] = verdictTable(results, { width: 120, stream })
    .split('\n')
    .map((each) => stripVTControlCharacters(each))
  const names = header.trim().split(/ +/)
  return Object.fromEntries(names.map((name) => [name, line[header.indexOf(name)]]))
}
