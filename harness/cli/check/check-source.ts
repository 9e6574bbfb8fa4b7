import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import type { ScenarioResult, Verdict } from '../../../reports/results.ts'
import { howMany } from '../../rules/inspect.ts'
import { limitsOf } from '../../rules/limits.ts'
import type { Circumstances, Rule } from '../../rules/rule.ts'
import { gravest } from '../../scenario/scenario-result.ts'
import { readDeviceLog, type DeviceLog } from '../../trace/device-log/device-log.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { openTrace, TraceFormatError, type TraceProblem } from '../../trace/trace-file.ts'
import { judgeParts, type JudgedParts } from './judge-parts.ts'
import { logSight, sightOf } from './sight.ts'
import type { Source } from './source.ts'

/** What has been found out from one trace, or from a log about one app. */
export interface Checked {
  readonly result: ScenarioResult
  readonly app: string
  readonly target: string
  readonly release: string
  readonly events: number
}

export interface Criteria {
  readonly rules: readonly Rule[]
  /** The one that a trace names, unless given. */
  readonly release: string | undefined
  readonly answerPolicy: Circumstances['answerPolicy']
}

/** So many lines that could not be used are told one by one. */
const TOLD_PROBLEMS = 5

/** Judges a trace, or a device log app by app. @throws TraceFormatError when it is neither. */
export function checkSource(source: Source, criteria: Criteria): Promise<readonly Checked[]> {
  return source.kind === 'trace' ? checkTrace(source, criteria) : checkLog(source, criteria)
}

async function checkTrace({ name, chunks }: Source, criteria: Criteria): Promise<readonly Checked[]> {
  const started = performance.now()
  const told: TraceProblem[] = []
  let problems = 0
  await using trace = await openTrace(chunks, (problem) => {
    if (++problems <= TOLD_PROBLEMS) told.push(problem)
  })
  const { app, target, scenario, release: own } = trace.header
  const release = criteria.release ?? own
  const parts = await judgeParts(trace.batches, circumstances(release, criteria), criteria.rules, sightOf(target))
  const more = problems > told.length ? [`and ${problems - told.length} more lines like these`] : []
  const doubts = [...told.map(({ message }) => message), ...more, ...tears(parts), ...breaksOff(parts, scenario)]
  const result = resultOf({ name, title: scenario ?? app, parts, doubts, durationMs: performance.now() - started })
  return [{ result, app, target, release, events: parts.events }]
}

async function checkLog({ name, chunks }: Source, criteria: Criteria): Promise<readonly Checked[]> {
  const started = performance.now()
  const log = await readDeviceLog(chunks)
  if (log.dated === 0) throw new TraceFormatError('TRACE_HEADER', `neither a trace nor a device log: ${hasNoLog(log)}`)
  const release = criteria.release ?? DEFAULT_RELEASE
  const apps = log.apps.size > 0 ? [...log.apps] : ([['no app', []]] as const)
  const checked = apps.map(async ([app, events]): Promise<Checked> => {
    const parts = await judgeParts(oneBatch(events), circumstances(release, criteria), criteria.rules, logSight)
    const doubts = events.length > 0 ? [] : [saysNothing(log)]
    const title = `what the log says about ${app}`
    const id = log.apps.size > 1 ? `${name} (${app})` : name
    const result = resultOf({ name: id, file: name, title, parts, doubts, durationMs: performance.now() - started })
    return { result, app, target: 'device log', release, events: events.length }
  })
  return await Promise.all(checked)
}

async function* oneBatch(events: readonly TraceEvent[]): AsyncGenerator<readonly TraceEvent[]> {
  yield events
}

function circumstances(release: string, { answerPolicy }: Criteria): Circumstances {
  return { release, limits: limitsOf(release), answerPolicy }
}

function tears({ torn }: JudgedParts): string[] {
  if (torn === 0) return []
  return [`${torn} windows had to be cut with calls or actions open; what is found at their ends may be wrong`]
}

/** Rules fail nothing whose deadline lies beyond the end of a trace, so that what they pass may be less than it seems. */
function breaksOff({ events, isEnded, open }: JudgedParts, scenario: string | undefined): string[] {
  // A scenario that does not apply leaves a trace in which nothing happens.
  if (isEnded || events === 0) return []
  const kinds = Map.groupBy(open, (affair) => affair.split(' ')[0] ?? affair)
  // A gateway may have been told to leave one without an answer.
  kinds.delete('request')
  const affairs = [...kinds].map(([kind, { length }]) => howMany(length, kind)).join(', ')
  if (affairs === '' && scenario === undefined) return []
  const what = affairs === '' ? 'before the end of its scenario' : `with ${affairs} open`
  return [`the trace ends ${what}; what the app would still have done is not known: record until its calls are over`]
}

function hasNoLog({ lines }: DeviceLog): string {
  return `none of the ${lines} lines begins like one of log stream, log show, idevicesyslog or the Console`
}

function saysNothing({ dated }: DeviceLog): string {
  return `none of the ${dated} messages is about incoming calls; a log that can tell has lines of callservicesd`
}

interface Outcome {
  readonly name: string
  readonly file?: string
  readonly title: string
  readonly parts: JudgedParts
  /** Why what was found may not be all. */
  readonly doubts: readonly string[]
  readonly durationMs: number
}

/** With doubts nothing has been shown to conform; what is broken stays so. */
function resultOf({ name, file = name, title, parts: { rules }, doubts, durationMs }: Outcome): ScenarioResult {
  const doubt: readonly Verdict[] = doubts.length > 0 ? ['inconclusive'] : []
  return {
    id: name,
    title,
    suite: 'check',
    verdict: gravest([...rules.map(({ verdict }) => verdict), ...doubt]),
    durationMs: Math.round(durationMs),
    trace: file,
    ...(doubts.length > 0 && { message: doubts.join('\n') }),
    rules,
  }
}
