import { bold, dim, painted, sign, type Page } from '../../reports/look.ts'
import type { Search } from './explore-defect.ts'

/** Columns of a rule’s id, a number of steps, one of scenarios, and a time. */
const COLUMNS = { rule: 15, steps: 5, scenarios: 9, seconds: 7 } as const

/** What stands above the lines of a search. @param width Columns of a defect’s name. */
export function searchHeading(width: number, page: Page): string {
  const { rule, steps, scenarios, seconds } = COLUMNS
  const cells = ['rule'.padEnd(rule), 'steps'.padStart(steps), 'scenarios'.padStart(scenarios)]
  const times = ['s'.padStart(seconds), 'cpu s'.padStart(seconds)]
  return dim(`  ${'defect'.padEnd(width)}  ${[...cells, ...times].join(' ')}  seed`, page)
}

/** A line for a search: the rule that was found to be broken, and what it took to find it. */
export function searchLine(search: Search, width: number, page: Page): string {
  const { name, rule, steps, scenarios, durationMs, cpuMs, seed } = search
  const found = rule === undefined ? painted('fail', 'not found'.padEnd(COLUMNS.rule), page) : rule.padEnd(COLUMNS.rule)
  const cells = [
    found,
    (rule === undefined ? '' : String(steps.length)).padStart(COLUMNS.steps),
    String(scenarios).padStart(COLUMNS.scenarios),
    seconds(durationMs).padStart(COLUMNS.seconds),
    seconds(cpuMs).padStart(COLUMNS.seconds),
  ]
  return `${sign(rule === undefined ? 'fail' : 'pass', page)} ${name.padEnd(width)}  ${cells.join(' ')}  ${seed}`
}

/** What is under the table: how many were found, which were not, and what the hardest took. */
export function searchSummary(searches: readonly Search[], page: Page): string {
  const found = searches.filter(({ rule }) => rule !== undefined)
  const missed = searches.filter(({ rule }) => rule === undefined)
  const longest = found.toSorted((a, b) => b.durationMs - a.durationMs)[0]
  return [
    `${bold('Searches', page)}   ${found.length} of ${searches.length} found what they were for`,
    `${bold('In order', page)}   ${orderedDefects(searches).length} defects need two steps or more`,
    ...(longest
      ? [`${bold('Longest', page)}    ${longest.name} with seed ${longest.seed}: ${seconds(longest.durationMs)} s`]
      : []),
    ...(missed.length > 0
      ? [
          `${bold('Not found', page)}  ${painted('fail', missed.map(({ name, seed }) => `${name} (${seed})`).join(', '), page)}`,
        ]
      : []),
  ].join('\n')
}

/** The defects that no single step has shown with any seed: what they need is two or more, in their order. */
export function orderedDefects(searches: readonly Search[]): string[] {
  const inOrder = ({ rule, steps }: Search) => rule === undefined || steps.length > 1
  const single = new Set(searches.filter((search) => !inOrder(search)).map(({ name }) => name))
  return [...new Set(searches.map(({ name }) => name))].filter((name) => !single.has(name))
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
