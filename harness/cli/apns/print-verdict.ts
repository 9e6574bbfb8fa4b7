import { bold, dim, painted, sign, wrapped, type Page } from '../../../reports/look.ts'
import type { Results } from '../../../reports/results.ts'
import { ruleLines, ruleTotals, verdictSentence } from '../../../reports/verdict-table.ts'
import type { Judgement } from '../../rules/judge.ts'
import { findingsReport } from './findings-report.ts'
import { ranked, type Traffic } from './traffic.ts'

/** As wide as the name of a fact and the space behind it. */
const INDENT = ' '.repeat(10)

/** What there is to say at the end. */
export interface Ending {
  readonly results: Results
  readonly judgements: readonly Judgement[]
  readonly traffic: Traffic
  /** Streams that never became a push. */
  readonly unseen: number
  /** Of how many pushes the rules have seen the events, at most. */
  readonly judged: number
  /** What was demanded and is not so. */
  readonly unmet: readonly string[]
}

/** The end of a gateway, for people: what is wrong, a line per rule, the numbers and the verdict. */
export function verdictText({ results, judgements, traffic, unseen, judged, unmet }: Ending, page: Page): string {
  const findings = [...brokenScenarios(results, page), findingsReport(judgements, page)].filter(Boolean).join('\n\n')
  const lines = ruleLines(results, page, { counted: false })
  return [
    ...(findings === '' ? [] : [findings, '']),
    ...(lines.length === 0 ? [] : [...lines, '']),
    ...results.errors.map((error) => `${sign('error', page)} ${wrapped(error, page.width, '  ').trimStart()}`),
    `${bold('Rules', page)}     ${ruleTotals(results, page)}`,
    `${bold('Pushes', page)}    ${pushesText(results, traffic, unseen)}`,
    ...ranked(refusals(traffic)).map((answer) => `            ${answer}`),
    ...(traffic.pushes > judged
      ? [`${bold('Judged', page)}    ${dim(`the first ${judged} pushes; the capture and the trace have all`, page)}`]
      : []),
    `${bold('Verdict', page)}   ${verdictSentence(results, page)}`,
    ...(unmet.length === 0
      ? []
      : [
          `${bold('Required', page)}  ${painted('fail', wrapped(`not met: ${unmet.join('; ')}`, page.width, INDENT).trimStart(), page)}`,
        ]),
  ].join('\n')
}

/** What no rule says: that pushes are refused. */
function brokenScenarios({ scenarios }: Results, page: Page): string[] {
  return scenarios
    .filter(({ verdict, rules }) => verdict === 'fail' && rules.length === 0)
    .map(({ id, title, verdict, message = '' }) =>
      [
        `${sign(verdict, page)} ${bold(`${id} ${title}`, page)} ${painted(verdict, verdict, page)}`,
        wrapped(message, page.width, '  '),
      ].join('\n'),
    )
}

function pushesText(
  { durationMs }: Results,
  { pushes, connections, accepted, answered, unanswered }: Traffic,
  unseen: number,
): string {
  const over = `${pushes} over ${connections} ${connections === 1 ? 'connection' : 'connections'}`
  const refused = answered - accepted
  return [
    `${over} in ${(durationMs / 1000).toFixed(1)} s: ${accepted} accepted, ${refused} refused`,
    ...(unseen > 0 ? [`${unseen} never seen`] : []),
    ...(unanswered > 0 ? [`${unanswered} without an answer`] : []),
  ].join(', ')
}

function refusals({ answers }: Traffic): ReadonlyMap<string, number> {
  return new Map([...answers].filter(([answer]) => !answer.startsWith('2')))
}
