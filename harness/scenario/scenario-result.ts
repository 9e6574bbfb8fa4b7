import type { ScenarioResult, Verdict } from '../../reports/results.ts'
import type { ExpectedFailure } from '../config/config.ts'
import type { Judgement } from '../rules/judge.ts'
import type { Finding } from '../rules/rule.ts'
import { AppNotReadyError } from '../targets/app-not-ready-error.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import { ScenarioStoppedError } from './scenario-stopped-error.ts'
import type { Scenario } from './scenario.ts'

export interface PlayedScenario {
  readonly scenario: Scenario
  readonly judgements: readonly Judgement[]
  readonly events: readonly TraceEvent[]
  /** What the body, or the stage under it, has thrown. */
  readonly failure: unknown
  readonly durationMs: number
  readonly trace: string
  readonly expectedFailures: readonly ExpectedFailure[]
}

type RuleEntry = ScenarioResult['rules'][number]

const gravity: readonly Verdict[] = ['skipped', 'pass', 'inconclusive', 'deviates', 'fail', 'error']

/** The gravest of some verdicts; `skipped` of none. */
export function gravest(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = 'skipped'
  for (const verdict of verdicts) if (gravity.indexOf(verdict) > gravity.indexOf(worst)) worst = verdict
  return worst
}

/** Sums up what has become of a scenario, in the terms of `results.json`. */
export function scenarioResult(played: PlayedScenario): ScenarioResult {
  const { scenario, judgements, durationMs, trace } = played
  const rules = judgements.flatMap((judgement) => ruleEntry(judgement, scenario.id, played.expectedFailures))
  const message = whatBroke(played, rules)
  const verdict = gravest([
    'pass',
    ...rules.filter(({ expected }) => !expected).map(({ verdict }) => verdict),
    ...(message === undefined ? [] : (['error'] as const)),
  ])
  const { id, title, suite } = scenario
  return { id, title, suite, verdict, durationMs: Math.round(durationMs), trace, rules, ...(message && { message }) }
}

function ruleEntry(
  { rule, verdict, findings }: Judgement,
  scenario: string,
  expectedFailures: readonly ExpectedFailure[],
): RuleEntry[] {
  if (verdict === undefined) return []
  const telling = mostTelling(findings.filter(({ outcome }) => outcome === verdict))
  const expected =
    verdict === 'fail' || verdict === 'deviates'
      ? expectedFailures.find((each) => each.rule === rule.id && (each.scenario ?? scenario) === scenario)
      : undefined
  return [
    {
      id: rule.id,
      verdict,
      events: [...(telling?.events ?? [])],
      ...(telling && { message: telling.message }),
      ...(telling?.measuredMs !== undefined && { measuredMs: telling.measuredMs }),
      ...(telling?.limitMs !== undefined && { limitMs: telling.limitMs }),
      ...(expected && { expected: { reason: expected.reason, link: expected.link } }),
    },
  ]
}

/** Of several findings alike, the one that is closest to its limit or furthest beyond it. */
function mostTelling(findings: readonly Finding[]): Finding | undefined {
  const used = ({ measuredMs, limitMs }: Finding) => (measuredMs ?? 0) / (limitMs || 1)
  return findings.toSorted((a, b) => used(b) - used(a))[0]
}

/** Why the scenario proves nothing about the app, in words; undefined when it proves something. */
function whatBroke({ scenario, events, failure }: PlayedScenario, rules: readonly RuleEntry[]): string | undefined {
  const broken = rules.some(({ verdict }) => verdict === 'fail' || verdict === 'deviates')
  const crash = events.findLast((event) => event.name === 'app.terminate' && event.by === 'app')
  if (crash?.name === 'app.terminate') return `the app ended by itself (${crash.code}): ${crash.reason}`
  const garbage = events.find((event) => event.name === 'link.garbage')
  if (garbage?.name === 'link.garbage')
    return `the app sent something over its link that is no message: ${garbage.reason}: ${garbage.excerpt}`
  if (failure instanceof AppNotReadyError) return failure.message
  if (failure !== undefined && !(failure instanceof ScenarioStoppedError))
    return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
  // An app that breaks a rule often cannot go on with the scenario; the broken rule says more than that.
  if (broken) return undefined
  if (failure instanceof ScenarioStoppedError) return `the scenario could not go on: ${failure.message}`
  const missed = scenario.rules.filter((id) => !rules.some((rule) => rule.id === id))
  if (missed.length > 0) return `the scenario is there to exercise ${missed.join(', ')}, and did not`
  return undefined
}
