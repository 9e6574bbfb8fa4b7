import { failureReport } from '../../../reports/failure-report.ts'
import { bold, sign, wrapped, type Page } from '../../../reports/look.ts'
import type { Results, ScenarioResult } from '../../../reports/results.ts'
import { ruleLines, ruleTotals, verdictSentence } from '../../../reports/verdict-table.ts'
import { howMany } from '../../rules/inspect.ts'
import { explainRule } from '../explain-rule.ts'
import { shellWord } from '../shell-word.ts'

/** What was found in files, for people: what is broken, a line per judged rule, the numbers and the verdict. */
export function reportText(results: Results, events: number, page: Page): string {
  const { scenarios, durationMs, release, target } = results
  const files = new Map(scenarios.map(({ id, trace = id }) => [id, trace]))
  const failures = failureReport(
    results,
    {
      explain: explainRule,
      rerun: ({ id }) => `callkit-conformance check ${shellWord(files.get(id) ?? id)}`,
      locate: (trace) => trace,
    },
    page,
  )
  // A hundred rules that a log cannot show are a number, not a table; --json tells each.
  const judged = { ...results, rules: results.rules.filter(({ verdict }) => verdict !== 'skipped') }
  const lines = ruleLines(judged, page)
  return [
    ...(failures === '' ? [] : [failures, '']),
    ...scenarios.flatMap((scenario) => doubtsBeside(scenario, page)),
    ...(lines.length === 0 ? [] : [...lines, '']),
    `${bold('Rules', page)}    ${ruleTotals(results, page)}`,
    `${bold('Read', page)}     ${howMany(new Set(files.values()).size, 'file')}, ${howMany(events, 'event')} in ${(durationMs / 1000).toFixed(1)} s`,
    `${bold('Verdict', page)}  ${verdictSentence(results, page)} (iOS ${release}, target ${target})`,
  ].join('\n')
}

/** Why what was found broken may not be all; of what is undecided altogether the report of failures tells. */
function doubtsBeside({ id, verdict, message }: ScenarioResult, page: Page): string[] {
  if (message === undefined || verdict === 'inconclusive') return []
  return [`${sign('inconclusive', page)} ${id}`, wrapped(message, page.width, '    '), '']
}
