import { bold, dim, painted, printable, sign, wrapped, type Page } from './look.ts'
import type { Results, RuleResult, ScenarioResult } from './results.ts'

/** What a reader of failures wants to know beyond the results. */
export interface FailureContext {
  /** What a rule demands, and where that is written. */
  explain(rule: string): { readonly requirement: string; readonly source: string } | undefined
  /** The command that plays one scenario again. */
  rerun(scenario: Pick<ScenarioResult, 'id' | 'release' | 'flaky'>): string
  /** A trace's path as the reader can open it. */
  locate(trace: string): string
}

type Entry = ScenarioResult['rules'][number]

/** So many scenarios of a rule, or undecided ones, are told in full. An app with one mistake often breaks its rule in all of them. */
const TOLD = 3

/**
 * Explains each broken rule, in each scenario that broke it, what could not be decided, and whatever broke the run. Empty
 * when all is well.
 */
export function failureReport(results: Results, context: FailureContext, page: Page): string {
  const broken = results.scenarios.filter(({ verdict }) => verdict === 'error')
  const undecided = results.scenarios.filter(({ verdict }) => verdict === 'inconclusive')
  return [
    ...results.rules.flatMap((rule) => ruleReport(rule, results, context, page)),
    ...undecided
      .slice(0, TOLD)
      .map((scenario) => scenarioReport(named(scenario, results), 'inconclusive', context, page)),
    ...(undecided.length > TOLD
      ? [`${sign('inconclusive', page)} and ${more(undecided.length - TOLD)} inconclusive, which results.json tells`]
      : []),
    ...broken.map((scenario) => scenarioReport(named(scenario, results), 'proves nothing', context, page)),
    ...results.errors.map((message) => `${sign('error', page)} ${wrapped(message, page.width, '  ').trimStart()}`),
  ].join('\n\n')
}

/** A scenario, and what to call it where it was played on several releases. */
interface Named extends ScenarioResult {
  readonly called: string
}

function named(scenario: ScenarioResult, { release }: Results): Named {
  const { id } = scenario
  return {
    ...scenario,
    called: scenario.release === undefined || scenario.release === release ? id : `${id} on iOS ${scenario.release}`,
  }
}

function scenarioReport(scenario: Named, outcome: string, context: FailureContext, page: Page): string {
  const { called, verdict } = scenario
  return [
    `${sign(verdict, page)} ${bold(called, page)} ${painted(verdict, outcome, page)}`,
    ...reasons(scenario).map((reason) => wrapped(reason, page.width, '    ')),
    ...whereabouts(scenario, context, page),
  ].join('\n')
}

/** Where nothing kept the scenario as a whole from deciding, its rules say why they could not be judged. */
function reasons({ verdict, message, rules }: ScenarioResult): string[] {
  if (message !== undefined) return [message]
  const own = rules.filter((rule) => rule.verdict === verdict).map((rule) => `${rule.id}: ${seen(rule)}`)
  return own.length > 0 ? own : ['it did not say why']
}

function ruleReport({ id, level, title }: RuleResult, results: Results, context: FailureContext, page: Page): string[] {
  const cases = results.scenarios.flatMap((scenario) =>
    scenario.rules
      .filter((rule) => rule.id === id && !rule.expected && (rule.verdict === 'fail' || rule.verdict === 'deviates'))
      .map((entry) => ({ scenario: named(scenario, results), entry })),
  )
  const [first] = cases
  if (!first) return []
  const { verdict } = first.entry
  const explained = context.explain(id)
  return [
    [
      `${sign(verdict, page)} ${bold(`${id} ${title}`, page)} ${painted(verdict, `${verdict} (${level})`, page)}`,
      ...(explained ? [wrapped(explained.requirement, page.width, '  '), dim(`  ${explained.source}`, page)] : []),
      ...cases
        .slice(0, TOLD)
        .map(({ scenario, entry }) =>
          [
            `  ${scenario.called}`,
            wrapped(`seen: ${seen(entry)}`, page.width, '    '),
            ...flakiness(scenario).map((text) => wrapped(text, page.width, '    ')),
            ...whereabouts(scenario, context, page),
          ].join('\n'),
        ),
      ...(cases.length > TOLD ? [`  and ${more(cases.length - TOLD)}, which results.json tells`] : []),
    ].join('\n'),
  ]
}

function seen({ message = 'no more than the verdict', measuredMs, limitMs, events }: Entry): string {
  const measured = measuredMs === undefined || limitMs === undefined ? '' : `; ${measuredMs} ms of ${limitMs} ms`
  return `${printable(message)}${measured}${events.length > 0 ? ` (events ${events.join(', ')})` : ''}`
}

function flakiness({ flaky, message }: ScenarioResult): string[] {
  return flaky && message !== undefined ? [message] : []
}

function whereabouts(scenario: ScenarioResult, { locate, rerun }: FailureContext, page: Page): string[] {
  return [
    ...(scenario.trace === undefined ? [] : [dim(`    trace: ${locate(scenario.trace)}`, page)]),
    `    again: ${rerun(scenario)}`,
  ]
}

function more(count: number): string {
  return count === 1 ? '1 more scenario' : `${count} more scenarios`
}
