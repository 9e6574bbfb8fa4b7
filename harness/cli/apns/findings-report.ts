import { bold, dim, painted, printable, sign, wrapped, type Page } from '../../../reports/look.ts'
import type { Judgement } from '../../rules/judge.ts'
import { sourceOf } from '../rule-source.ts'

/** Explains each rule that is broken or could not be decided: what it asks for, where that is written, what was seen. */
export function findingsReport(judgements: readonly Judgement[], page: Page): string {
  return judgements.flatMap((judgement) => (isFine(judgement) ? [] : [explained(judgement, page)])).join('\n\n')
}

function isFine({ verdict }: Judgement): boolean {
  return verdict === undefined || verdict === 'pass'
}

function explained({ rule, verdict = 'pass', findings }: Judgement, page: Page): string {
  const { id, title, level, requirement, sources } = rule
  const [source] = sources
  return [
    `${sign(verdict, page)} ${bold(`${id} ${title}`, page)} ${painted(verdict, `${verdict} (${level})`, page)}`,
    wrapped(requirement, page.width, '  '),
    ...(source === undefined ? [] : [dim(`  ${sourceOf(source).location}`, page)]),
    ...findings
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ message, events }) => {
        const proof = events.length > 0 ? ` (events ${events.join(', ')})` : ''
        return wrapped(printable(`${message}${proof}`), page.width, '    ')
      }),
  ].join('\n')
}
