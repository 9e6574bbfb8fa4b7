import { dim, painted, printable, type Page } from '../../../reports/look.ts'
import type { ReplayAnswer, ReplayReport } from '../../provider/replay.ts'

/** Differences that are shown; the rest is counted. */
const SHOWN = 10

/** What a replay has come to, for people. */
export function reportText({ sent, answers, differing, differences, leftOut }: ReplayReport, page: Page): string {
  const counts = Object.entries(answers).toSorted(([, one], [, other]) => other - one)
  const width = Math.max(0, ...counts.map(([, count]) => String(count).length))
  const shown = differences.slice(0, SHOWN)
  return [
    `${sent} pushes sent${leftOut > 0 ? `, ${leftOut} left out` : ''}`,
    ...counts.map(([answer, count]) => {
      return `  ${String(count).padStart(width)}  ${painted(answer === '200' ? 'pass' : 'fail', printable(answer), page)}`
    }),
    differing === 0
      ? 'All were answered as they were when they were captured.'
      : `${differing} answered in another way than when they were captured:`,
    ...shown.map(({ seq, push, captured, replayed }) => {
      return `  push ${seq} ${dim(printable(push), page)}: ${named(captured)}, now ${named(replayed)}`
    }),
    ...(differing > shown.length ? [dim(`  and ${differing - shown.length} more`, page)] : []),
  ].join('\n')
}

function named({ status, reason }: ReplayAnswer): string {
  return status === undefined ? 'no answer' : printable([status, reason].filter((part) => part !== undefined).join(' '))
}
