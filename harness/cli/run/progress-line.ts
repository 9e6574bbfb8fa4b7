import { dim, painted, printable, sign, type Page } from '../../../reports/look.ts'
import type { ScenarioResult } from '../../../reports/results.ts'

/** What is printed of a scenario as it ends: one line, and under it the first thing that went wrong. */
export function progressLine({ id, verdict, durationMs, message, rules }: ScenarioResult, page: Page): string {
  const line = `${sign(verdict, page)} ${id} ${dim(verdict === 'skipped' ? (message ?? '') : `${durationMs} ms`, page)}`
  if (verdict === 'error' || (verdict === 'inconclusive' && message !== undefined))
    return `${line}\n    ${painted(verdict, firstLine(message), page)}`
  const broken = rules.find((rule) => rule.verdict === verdict && !rule.expected)
  if (verdict === 'pass' || !broken) return line
  return `${line}\n    ${painted(verdict, broken.id, page)} ${firstLine(broken.message)}`
}

function firstLine(text = ''): string {
  return printable(text.split('\n')[0] ?? '')
}
