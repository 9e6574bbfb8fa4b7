import { bold, dim, painted, sign, type Page } from './look.ts'
import type { Results, RuleResult, Verdict } from './results.ts'

/** The order in which a reader wants to know. */
const order: readonly RuleResult['verdict'][] = ['error', 'fail', 'deviates', 'inconclusive', 'pass', 'skipped']

/** The table at the end of a run: a line per exercised rule, the broken ones first, then what is not covered. */
export function verdictTable(results: Results, page: Page): string {
  return [...ruleLines(results, page), '', ...summary(results, page)].join('\n')
}

/**
 * A line per exercised rule, the broken ones first; above them, the releases of a run on several.
 *
 * @param counted Whether to say how many scenarios exercised it, and how many of them broke it.
 */
export function ruleLines(results: Results, page: Page, { counted = true } = {}): string[] {
  const rows = results.rules
    .filter(({ verdict }) => order.includes(verdict))
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.id.localeCompare(b.id))
    .map((rule) => row(rule, results))
  const width = (cell: (row: Row) => string) => Math.max(0, ...rows.map((each) => cell(each).length))
  const widths = {
    verdict: width(({ verdict }) => verdict),
    id: width(({ id }) => id),
    count: width(({ count }) => count),
    measured: width(({ measured }) => measured),
  }
  const cellsOf = ({ id, level, count, measured }: Row) =>
    [
      `${id.padEnd(widths.id)}  ${level.padEnd(6)}`,
      ...(counted ? [count.padStart(widths.count)] : []),
      ...(widths.measured > 0 ? [measured.padStart(widths.measured)] : []),
    ].join('  ')
  const [first] = rows
  const indent = first ? 2 + widths.verdict + 2 + cellsOf(first).length : 0
  const columns = (first?.releases ?? []).map(({ release }) => `  ${release}`).join('')
  const lines = rows.map((each) => {
    const room = page.width - indent - columns.length - 2
    const rest = room < 12 ? '' : `  ${truncated(each.title, room)}`
    const verdict = painted(each.of, each.verdict.padEnd(widths.verdict), page)
    return `${sign(each.of, page)} ${verdict}  ${cellsOf(each)}${releaseSigns(each, page)}${rest}`.trimEnd()
  })
  return columns === '' ? lines : [dim(`${' '.repeat(indent)}${columns}`, page), ...lines]
}

/** A sign under the name of each release. */
function releaseSigns({ releases }: Row, page: Page): string {
  return releases.map(({ release, verdict }) => `  ${sign(verdict, page)}${' '.repeat(release.length - 1)}`).join('')
}

/** How many rules came to which verdict, how many are broken only as was expected, and how many came to none. */
export function ruleTotals({ totals }: Pick<Results, 'totals'>, page: Page): string {
  const { rules } = totals
  const known = rules.expected > 0 ? `, ${rules.expected} failing as expected` : ''
  const gaps = (['not exercised', 'not judged yet'] as const).flatMap((gap) =>
    rules[gap] > 0 ? [`${rules[gap]} ${gap}`] : [],
  )
  return `${tally(rules, page)}${dim(`${known}${gaps.length > 0 ? `; ${gaps.join(', ')}` : ''}`, page)}`
}

interface Row {
  readonly of: RuleResult['verdict']
  readonly verdict: string
  readonly id: string
  readonly level: string
  readonly count: string
  /** The measurement nearest to its limit or furthest beyond it. */
  readonly measured: string
  readonly title: string
  /** Its verdict on each release of a run on several. */
  readonly releases: NonNullable<RuleResult['releases']>
}

function row({ id, level, title, verdict, expected, releases = [] }: RuleResult, { scenarios }: Results): Row {
  const entries = scenarios.flatMap(({ rules }) => rules.filter((rule) => rule.id === id))
  const broken = entries.filter((entry) => entry.verdict === 'fail' || entry.verdict === 'deviates')
  const measured = entries
    .flatMap(({ measuredMs, limitMs }) => (measuredMs === undefined || !limitMs ? [] : [{ measuredMs, limitMs }]))
    .toSorted((a, b) => b.measuredMs / b.limitMs - a.measuredMs / a.limitMs)[0]
  return {
    of: expected ? 'skipped' : verdict,
    verdict: expected ? 'expected' : verdict,
    id,
    level,
    count: `${broken.length > 0 ? `${broken.length} of ` : ''}${entries.length}`,
    measured: measured ? `${measured.measuredMs.toFixed(measured.measuredMs < 10 ? 1 : 0)}/${measured.limitMs} ms` : '',
    title,
    releases: releases.map((each) => ({ release: each.release, verdict: each.expected ? 'skipped' : each.verdict })),
  }
}

function truncated(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`
}

function summary(results: Results, page: Page): string[] {
  const { totals, release, target, durationMs, requirements } = results
  const held = requirements === undefined ? '' : `, requirements ${requirements}`
  return [
    `${bold('Rules', page)}      ${ruleTotals(results, page)}`,
    `${bold('Scenarios', page)}  ${tally(totals.scenarios, page)} in ${(durationMs / 1000).toFixed(1)} s`,
    `${bold('Verdict', page)}    ${verdictSentence(results, page)} (iOS ${release}, target ${target}${held})`,
  ]
}

/** What has been found out about the app, or whatever else was judged. */
export function verdictSentence(
  { app, verdict, scenarios }: Pick<Results, 'app' | 'verdict' | 'scenarios'>,
  page: Page,
): string {
  const isExpected = scenarios.some(({ rules }) => rules.some(({ expected }) => expected))
  const sentence = isExpected ? { ...sentences, ...sentencesWithExpected }[verdict] : sentences[verdict]
  return `${sign(verdict, page)} ${painted(verdict, `${app} ${sentence}`, page)}`
}

function tally(counts: Readonly<Partial<Record<RuleResult['verdict'], number>>>, page: Page): string {
  return (
    order.flatMap((each) => (counts[each] ? [painted(each, `${counts[each]} ${each}`, page)] : [])).join(', ') || 'none'
  )
}

const sentences: Readonly<Record<Verdict, string>> = {
  pass: 'conforms',
  fail: 'does not conform',
  deviates: 'conforms to every MUST, and deviates from a SHOULD',
  inconclusive: 'broke no MUST, but not every rule could be decided',
  skipped: 'was not put to any test',
  error: 'has no verdict: something broke, as told above',
}

/** A verdict leaves expected failures out, which the totals beside it count by themselves. */
const sentencesWithExpected: Readonly<Partial<Record<Verdict, string>>> = {
  pass: 'conforms, apart from what is expected',
  deviates: 'conforms to every MUST, apart from what is expected, and deviates from a SHOULD',
  inconclusive: 'broke no MUST, apart from what is expected, but not every rule could be decided',
}
