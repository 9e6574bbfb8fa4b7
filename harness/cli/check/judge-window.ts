import type { RuleId } from '../../rules/catalogue.ts'
import { judge, worst, type Judgement } from '../../rules/judge.ts'
import type { Circumstances, Rule } from '../../rules/rule.ts'
import type { EventName } from '../../trace/events.ts'
import { Trace } from '../../trace/trace.ts'
import type { Window } from '../../trace/windows.ts'

/** These compare what may lie far apart, such as one push with all others; how far they see is a window. */
const farSighted: ReadonlySet<RuleId> = new Set([
  'PUSH-BLOCK-001',
  'PUSH-SETUP-004',
  'PUSH-TOKEN-001',
  'ACT-IMPL-001',
  'LIFE-001',
  'LIFE-002',
])

/** Whether a rule may find other things in the windows of a trace than in the whole of it. */
export function looksFar(id: string): boolean {
  return id.startsWith('APNS-') || farSighted.has(id as RuleId)
}

/** Judges one window of a trace. What concerns only events of other windows is found there. */
export function judgeWindow(
  { events, foreign }: Window,
  circumstances: Circumstances,
  rules: readonly Rule[],
  observed?: ReadonlySet<EventName>,
): Judgement[] {
  return judge(new Trace(events), circumstances, rules, observed).map(({ rule, applies, findings: all }) => {
    const findings = all.filter(({ events: proof }) => proof.length === 0 || proof.some((seq) => !foreign.has(seq)))
    const verdict = worst(findings.map(({ outcome }) => outcome))
    return { rule, applies, findings, ...(verdict && { verdict }) }
  })
}
