import type { EventName } from '../trace/events.ts'
import { Trace } from '../trace/trace.ts'
import { catalogue } from './catalogue.ts'
import { isInForce } from './release.ts'
import type { Circumstances, Finding, Rule } from './rule.ts'

export type Outcome = Finding['outcome']

/** What a trace says about one rule. */
export interface Judgement {
  readonly rule: Rule
  /** Whether the rule is in force for the release, means anything under the circumstances, and can be seen. */
  readonly applies: boolean
  /** The worst of the findings. Absent when the trace has not exercised the rule. */
  readonly verdict?: Outcome
  readonly findings: readonly Finding[]
}

const NONE: readonly Finding[] = []

const severity: Readonly<Record<Outcome, number>> = { pass: 0, inconclusive: 1, deviates: 2, fail: 3 }

/** The gravest of some outcomes; nothing of none. */
export function worst(outcomes: Iterable<Outcome>): Outcome | undefined {
  let gravest: Outcome | undefined
  for (const outcome of outcomes) if (gravest === undefined || severity[outcome] > severity[gravest]) gravest = outcome
  return gravest
}

/**
 * Judges a trace by each of the rules. What comes after the end of the scenario does not count: it is the clearing up.
 *
 * @param observed The events that whoever made the trace can see; without it, all. A rule that needs others is not
 *   exercised, because what cannot be seen proves nothing by its absence.
 */
export function judge(
  trace: Trace,
  circumstances: Circumstances,
  rules: readonly Rule[] = catalogue,
  observed?: ReadonlySet<EventName>,
): Judgement[] {
  const body = untilScenarioEnd(trace)
  return rules.map((rule) => {
    const seen = !observed || rule.observes.every((name) => observed.has(name))
    const applies = seen && isInForce(rule.releases, circumstances.release) && (rule.applies?.(circumstances) ?? true)
    const found = applies ? rule.check?.(body, circumstances) : undefined
    // Most rules have nothing to say of most traces.
    if (!found || found.length === 0) return { rule, applies, findings: NONE }
    const findings = rule.level === 'SHOULD' ? found.map(weigh) : found
    const verdict = worst(findings.map(({ outcome }) => outcome))
    return { rule, applies, findings, ...(verdict && { verdict }) }
  })
}

function untilScenarioEnd(trace: Trace): Trace {
  const end = trace.events.findIndex(({ name }) => name === 'scenario.end')
  return end < 0 || end === trace.events.length - 1 ? trace : new Trace(trace.events.slice(0, end + 1))
}

/** A SHOULD that is broken deviates. */
function weigh(finding: Finding): Finding {
  return finding.outcome === 'fail' ? { ...finding, outcome: 'deviates' } : finding
}
