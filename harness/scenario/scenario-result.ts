import { tellsOfRequest } from '../../mocks/frameworks/typescript/host/telling-fetch.ts'
import type { ScenarioResult, Verdict } from '../../reports/results.ts'
import { CallScreenError } from '../callscreen/call-screen-error.ts'
import type { ExpectedFailure } from '../config/expected-failure.ts'
import { CRASH_RULE } from '../rules/crash-rule.ts'
import type { Judgement } from '../rules/judge.ts'
import type { Finding } from '../rules/rule.ts'
import { AppNotReadyError } from '../targets/app-not-ready-error.ts'
import { StageError } from '../targets/served/stage-error.ts'
import type { EventName } from '../trace/events.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import { ScenarioNotApplicableError } from './scenario-not-applicable-error.ts'
import { ScenarioStoppedError } from './scenario-stopped-error.ts'
import type { Scenario } from './scenario.ts'

export interface PlayedScenario {
  readonly scenario: Scenario
  /** iOS release. */
  readonly release: string
  readonly judgements: readonly Judgement[]
  readonly events: readonly TraceEvent[]
  /** What the body, or the stage under it, has thrown. */
  readonly failure: unknown
  readonly durationMs: number
  /** Paths relative to the results file. */
  readonly trace?: string
  readonly screenshot?: string
  /** The UDID of the phone that it was played on. */
  readonly phone?: string
  readonly expectedFailures: readonly ExpectedFailure[]
  /** The events that could be seen; without it, all. */
  readonly observed?: ReadonlySet<EventName>
}

type RuleEntry = ScenarioResult['rules'][number]

const gravity: readonly Verdict[] = ['skipped', 'pass', 'deviates', 'inconclusive', 'fail', 'error']

/** The gravest of some verdicts; `skipped` of none. */
export function gravest(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = 'skipped'
  for (const verdict of verdicts) if (gravity.indexOf(verdict) > gravity.indexOf(worst)) worst = verdict
  return worst
}

/** Sums up what has become of a scenario, in the terms of `results.json`. */
export function scenarioResult(played: PlayedScenario): ScenarioResult {
  const { scenario, release, judgements, failure, trace, screenshot, phone } = played
  const { id, title, suite } = scenario
  const durationMs = Math.round(played.durationMs)
  const files = { ...(trace && { trace }), ...(screenshot && { screenshot }) }
  const broken = breakage(played)
  const rules = ownFirst(judgements, scenario).flatMap((judgement) =>
    judgement.verdict === undefined
      ? unseenEntry(judgement, played)
      : ruleEntry(judgement, scenario, played.expectedFailures),
  )
  const isClean = !broken && crashesOf(played).length === 0 && !rules.some(isBreach)
  if (failure instanceof ScenarioNotApplicableError && isClean)
    return { id, title, suite, release, verdict: 'skipped', durationMs, ...files, message: failure.message, rules: [] }
  const obstacle = broken ?? shortfall(played, rules)
  const verdict = gravest([
    'pass',
    ...rules.filter(({ expected }) => !expected).map(({ verdict }) => verdict),
    ...(obstacle ? [obstacle.verdict] : []),
  ])
  return {
    id,
    title,
    suite,
    release,
    verdict,
    durationMs,
    ...files,
    rules,
    ...(phone !== undefined && { phone }),
    ...(obstacle && { message: obstacle.message }),
  }
}

/** What a scenario is about stands before what it shows by the way, in the order in which the scenario names it. */
function ownFirst(judgements: readonly Judgement[], { rules }: Scenario): Judgement[] {
  const place = ({ rule }: Judgement) => {
    const index = rules.findIndex((id) => id === rule.id)
    return index < 0 ? rules.length : index
  }
  return judgements.toSorted((a, b) => place(a) - place(b))
}

/** What a scenario is there for and cannot be judged here says so, lest it be taken for forgotten. */
function unseenEntry({ rule }: Judgement, { scenario, observed }: PlayedScenario): RuleEntry[] {
  const needs = observed ? rule.observes.filter((name) => !observed.has(name)) : []
  if (needs.length === 0 || !scenario.rules.some((id) => id === rule.id)) return []
  const message = `needs ${needs.join(', ')}, which an app with a server of its own does not show`
  return [{ id: rule.id, verdict: 'skipped', events: [], message }]
}

function ruleEntry(
  { rule, verdict, findings }: Judgement,
  scenario: Scenario,
  expectedFailures: readonly ExpectedFailure[],
): RuleEntry[] {
  if (verdict === undefined) return []
  const telling = mostTelling(findings.filter(({ outcome }) => outcome === verdict))
  const expected =
    verdict === 'fail' || verdict === 'deviates'
      ? expectedFailures.find(({ rule: id, scenario: where = scenario.id }) => id === rule.id && where === scenario.id)
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

/** What kept a scenario from proving what it is there to prove. */
interface Obstacle {
  readonly verdict: 'error' | 'inconclusive'
  readonly message: string
}

/**
 * An app that crashes, or a harness that breaks, proves nothing, whatever the rules say of what came before; but a crash
 * that is itself against the rules is the app's failure.
 */
function breakage(played: PlayedScenario): Obstacle | undefined {
  const { events, failure } = played
  const error = (message: string): Obstacle => ({ verdict: 'error', message })
  const garbage = events.find((event) => event.name === 'link.garbage')
  if (garbage?.name === 'link.garbage')
    return error(`the app sent something over its link that is no message: ${garbage.reason}: ${garbage.excerpt}`)
  const crash = crashesOf(played).findLast((each) => !isFailure(each, played))
  if (crash) return error(`the app ended by itself (${crash.code}): ${crash.reason}`)
  if (failure === undefined || isStop(failure)) return undefined
  if (failure instanceof AppNotReadyError || failure instanceof CallScreenError || failure instanceof StageError)
    return error(failure.message)
  return error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure))
}

function crashesOf({ events }: PlayedScenario) {
  return events.filter((event) => event.name === 'app.terminate').filter(({ by }) => by === 'app')
}

/** Whether the rule about crashes has found one to be the app's failure, and nobody expects it: a crash is not excused. */
function isFailure({ seq }: TraceEvent, { judgements, scenario, expectedFailures }: PlayedScenario): boolean {
  return judgements
    .filter(({ rule }) => rule.id === CRASH_RULE)
    .flatMap((judgement) => (ruleEntry(judgement, scenario, expectedFailures)[0]?.expected ? [] : judgement.findings))
    .some(({ outcome, events }) => outcome === 'fail' && events.includes(seq))
}

/** An app that breaks a MUST often cannot go on with the scenario; only without one does that say something. */
function shortfall(
  { scenario, failure, judgements, events, observed }: PlayedScenario,
  rules: readonly RuleEntry[],
): Obstacle | undefined {
  const inconclusive = (message: string): Obstacle => ({ verdict: 'inconclusive', message })
  if (rules.some(({ verdict }) => verdict === 'fail') || failure instanceof ScenarioNotApplicableError) return undefined
  const why = `${ownAnswer(events)}${observed ? ownServer(events) : ''}`
  if (failure instanceof Error) return inconclusive(`the scenario could not go on: ${failure.message}${why}`)
  const applicable = scenario.rules.filter((id) => judgements.some(({ rule, applies }) => rule.id === id && applies))
  const missed = applicable.filter((id) => !rules.some((rule) => rule.id === id))
  if (missed.length === 0) return undefined
  return inconclusive(`the scenario is there to exercise ${missed.join(', ')}, and did not${why}`)
}

/** No rule forbids an app to answer by itself, but no scenario can have its user answer then. */
function ownAnswer(events: readonly TraceEvent[]): string {
  const answer = events.find(
    (event) => event.name === 'perform' && event.type === 'CXAnswerCallAction' && event.by === 'app',
  )
  return answer?.name === 'perform'
    ? `; the app itself had answered call ${answer.uuid.slice(0, 8)} (event ${answer.seq}): leave that to its user`
    : ''
}

/** A server of the app's own that is down, or silent, keeps a scenario from going on without anybody else's doing. */
function ownServer(events: readonly TraceEvent[]): string {
  const told = events.findLast((event) => event.name === 'app.log' && tellsOfRequest(event.line))
  return told?.name === 'app.log'
    ? `; the app's own server: ${told.line} (event ${told.seq}): have it up while the app is tested`
    : ''
}

/** What the app did wrong before a scenario turned out not to apply to it is wrong all the same. */
function isBreach({ verdict, expected }: RuleEntry): boolean {
  return (verdict === 'fail' || verdict === 'deviates') && !expected
}

/** Whether the body stopped because the app did not do, or does not have, what everything after it needs. */
function isStop(failure: unknown): boolean {
  if (failure instanceof CallScreenError) return !harnessFailures.has(failure.code)
  return failure instanceof ScenarioStoppedError || failure instanceof ScenarioNotApplicableError
}

/** What goes wrong at a call screen without the app having a part in it. */
const harnessFailures: ReadonlySet<string> = new Set([
  'CALL_SCREEN_APPIUM_MISSING',
  'CALL_SCREEN_DRIVER_SILENT',
  'CALL_SCREEN_DRIVER_UNREACHABLE',
  'CALL_SCREEN_SERVER_NOT_STARTED',
])
