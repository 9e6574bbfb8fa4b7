import { dim, painted, printable, sign, type Page } from '../../../reports/look.ts'
import type { ScenarioResult } from '../../../reports/results.ts'

/**
 * What is printed of a scenario as it ends: one line, and under it the first thing that went wrong.
 *
 * @param tellsRelease Whether to say which iOS it was played on.
 */
export function progressLine(scenario: ScenarioResult, page: Page, { tellsRelease = false } = {}): string {
  const { id, release, verdict, durationMs, message, rules, runs } = scenario
  const where = tellsRelease && release !== undefined ? ` on iOS ${release}` : ''
  const often = runs ? `${Object.values(runs).reduce((sum, count) => sum + count, 0)} times, last in ` : ''
  const what = verdict === 'skipped' ? (message ?? '') : `${often}${durationMs} ms`
  const line = `${sign(verdict, page)} ${id}${where} ${dim(what, page)}`
  if (verdict === 'error' || (verdict === 'inconclusive' && message !== undefined))
    return `${line}\n    ${painted(verdict, firstLine(message), page)}`
  const broken = rules.find((rule) => rule.verdict === verdict && !rule.expected)
  if (verdict === 'pass' || !broken) return line
  return `${line}\n    ${painted(verdict, broken.id, page)} ${firstLine(broken.message)}`
}

function firstLine(text = ''): string {
  return printable(text.split('\n')[0] ?? '')
}
