import type { TraceEvent } from '../trace/trace-event.ts'
import { finding, type Measure } from './finding.ts'
import type { Finding } from './rule.ts'

/** How many things of a kind are told one by one. */
const EXAMPLES = 3

/** What is wrong with one thing. */
export interface Complaint {
  readonly message: string
  /** `fail` unless given. */
  readonly outcome?: Exclude<Finding['outcome'], 'pass'>
  /** Events that prove it, besides the thing itself. */
  readonly proof?: readonly (TraceEvent | undefined)[]
  readonly measure?: Measure
}

export interface Inspection<Subject> {
  /** What one of them is called, such as `push`. */
  readonly noun: string
  readonly at: (subject: Subject) => TraceEvent
  /** @returns Nothing for one that is as it should be. */
  readonly complain: (subject: Subject) => Complaint | undefined
  /** What is so of all of them when there is nothing to complain about. */
  readonly praise: string
}

/**
 * Looks at things of which there may be very many: a backend sends 100,000 pushes with the same mistake. Of each outcome
 * the first few are told with their proof, and the rest by their number; of none, there is no finding.
 */
export function inspect<Subject>(
  subjects: readonly Subject[],
  { noun, at, complain, praise }: Inspection<Subject>,
): Finding[] {
  if (subjects.length === 0) return []
  const complaints: Record<NonNullable<Complaint['outcome']>, Finding[]> = { fail: [], deviates: [], inconclusive: [] }
  const numbers = { fail: 0, deviates: 0, inconclusive: 0 }
  for (const subject of subjects) {
    const complaint = complain(subject)
    if (!complaint) continue
    const { outcome = 'fail', message, proof = [], measure } = complaint
    if (++numbers[outcome] <= EXAMPLES)
      complaints[outcome].push(finding(outcome, message, [at(subject), ...proof], measure))
  }
  const findings = (['fail', 'deviates', 'inconclusive'] as const).flatMap((outcome) => {
    const rest = numbers[outcome] - EXAMPLES
    const number = rest > 0 ? [finding(outcome, `and ${rest} more of ${howMany(subjects.length, noun)}`, [])] : []
    return [...complaints[outcome], ...number]
  })
  if (findings.length > 0) return findings
  return [finding('pass', `${howMany(subjects.length, noun)}: ${praise}`, subjects.slice(0, EXAMPLES).map(at))]
}

/** `1 push`, `3 pushes`. */
export function howMany(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}${noun.endsWith('sh') ? 'es' : 's'}`}`
}
