import type { Outcome } from '../../judge.ts'
import type { LimitName } from '../../limits.ts'
import type { Entry } from '../trace-of.ts'

/** What a rule says of a trace; `none` where it held nothing to judge. */
export type Verdict = Outcome | 'none'

/**
 * What else is said of a trace when something becomes of one of its events, by their names. Of several of a name the second
 * is called `fulfill 2`; `fulfill` means all of them. What is said when it happens to any other event is the same as ever.
 */
export type Changes = { readonly [Said in Verdict]?: readonly string[] }

/** A number that decides, and what a rule says of it. */
export interface Edge {
  /** A limit of the judge; or 0, for what has to come before. */
  readonly limit: LimitName | 0
  /** A microsecond, a byte or one before the limit, at it, and behind it. */
  readonly verdicts: readonly [before: Verdict, at: Verdict, behind: Verdict]
  /** The trace in which what is measured is so long, so large or so many. */
  readonly traceOf: (measure: number) => readonly Entry[]
  /** At the limit by clocks that may differ by more. Only what is measured on one clock is not `inconclusive` then. */
  readonly unsure: Verdict
}

export function edge(
  limit: Edge['limit'],
  verdicts: Edge['verdicts'],
  traceOf: Edge['traceOf'],
  unsure: Verdict = 'inconclusive',
): Edge {
  return { limit, verdicts, traceOf, unsure }
}

/** What the tests of the judge know of a rule: the smallest traces that keep and that break it. */
export interface Specimen {
  readonly conformant: readonly Entry[]
  readonly violating: readonly Entry[]
  /** When an event was not recorded. */
  readonly lacking: { readonly conformant: Changes; readonly violating: Changes }
  /** When an event was recorded twice. */
  readonly twice?: { readonly conformant?: Changes; readonly violating?: Changes }
  readonly edges?: readonly Edge[]
  /** Why another call at the same time would make it another situation; one before and one after never do. */
  readonly alone?: string
}
