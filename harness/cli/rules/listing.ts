import { dim, type Page } from '../../../reports/look.ts'
import type { RuleDescription } from './describe-rule.ts'

/** A line per rule; those that nobody can judge yet are shown as the gaps that they are. */
export function listing(rules: readonly RuleDescription[], page: Page): string {
  const width = Math.max(...rules.map(({ id }) => id.length))
  const lines = rules.map(({ id, level, title, judged }) => {
    const line = `${id.padEnd(width)}  ${level.padEnd(6)}  ${title}`
    return judged ? line : dim(`${line} (not judged yet)`, page)
  })
  const judged = rules.filter((rule) => rule.judged).length
  return [...lines, '', `${rules.length} rules: ${judged} judged, ${rules.length - judged} not judged yet`].join('\n')
}
