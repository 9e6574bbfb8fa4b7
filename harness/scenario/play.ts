import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import type { ScenarioResult } from '../../reports/results.ts'
import { covers, isOver } from '../config/expected-failure.ts'
import type { Subject } from '../config/load-subject.ts'
import type { Judgement } from '../rules/judge.ts'
import { isInForce } from '../rules/release.ts'
import { StageError } from '../targets/served/stage-error.ts'
import type { Stage, Target, TimeKind } from '../targets/stage.ts'
import { Recorder } from '../trace/recorder.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import { judgeScenario, withoutBackend } from './judge-scenario.ts'
import { theCatalogue, type JudgedBy } from './judged-by.ts'
import { ScenarioNotApplicableError } from './scenario-not-applicable-error.ts'
import { scenarioResult } from './scenario-result.ts'
import type { Need, Scenario } from './scenario.ts'
import { Scene } from './scene.ts'
import { settle } from './settle.ts'

export interface PlayOptions {
  readonly subject: Subject
  readonly target: Target
  readonly release: string
  /** `auto` leaves it to the scenario. */
  readonly time: TimeKind | 'auto'
  /**
   * Folder that gets the trace, as `traces/<id>.jsonl`, and pictures of scenarios that stopped. Without it they are not
   * kept, which takes half as long on virtual time.
   */
  readonly out?: string
  /** The whole catalogue unless given. */
  readonly judgedBy?: JudgedBy
  /** What tells its files from those of the same scenario on another release, or played once more. */
  readonly marks?: readonly string[]
}

/** A scenario that has been played. */
export interface Played {
  readonly result: ScenarioResult
  readonly judgements: readonly Judgement[]
  readonly events: readonly TraceEvent[]
}

const withoutVirtualTime =
  'it takes virtual time, which a served phone does not have; --time real plays it all the same'

const withoutRules = (release: string) => `none of the rules that it is there for holds on iOS ${release}`

/** Whether a release knows what a scenario is about. */
function isInForceOn(release: string, { rules }: Scenario, judgedBy: JudgedBy): boolean {
  const inForce = judgedBy.rules.filter(({ releases }) => isInForce(releases, release))
  return rules.length === 0 || rules.some((rule) => inForce.some(({ id }) => id === rule))
}

/** Why a scenario does not apply to an app; undefined when it does. */
export function inapplicable(needs: readonly Need[], { config }: Subject): string | undefined {
  if (needs.includes('outgoing calls') && !config.startCallURL)
    return 'the app declares no outgoing calls (startCallURL)'
  if (needs.includes('hang-ups in the app') && !config.endCallURL)
    return 'the app declares no hang-ups in its own window (endCallURL)'
  if (needs.includes('default calling app') && !config.defaultCallingApp)
    return 'the app declares that users cannot choose it for calls (defaultCallingApp)'
  if (needs.includes('local push') && !config.supportsLocalPush)
    return 'the app declares no calls over Local Push Connectivity (supportsLocalPush)'
  if (needs.includes('mainland China') && !config.offeredInChina)
    return 'the app declares that it is not offered in mainland China (offeredInChina)'
  if (needs.includes('holding') && !config.supportsHolding) return 'the app declares that it supports no holding'
  if (needs.includes('no holding') && config.supportsHolding)
    return 'the app declares that it supports holding (supportsHolding)'
  if (needs.includes('muting in the app') && !config.muteURL)
    return 'the app declares no way to be muted in its own window (muteURL)'
  if (needs.includes('answers when connected') && config.answerPolicy !== 'fulfill-when-connected')
    return 'the app declares that it fulfills an answer at once (answerPolicy)'
  if (needs.includes('translation') && !config.supportsTranslation)
    return 'the app declares no translation of calls (supportsTranslation)'
  if (needs.includes('LiveCommunicationKit') && config.framework !== 'LiveCommunicationKit')
    return 'the app declares that it uses CallKit (framework)'
  return undefined
}

/** Plays one scenario on a stage of its own, and lets every rule judge what happened. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Played> {
  const { subject, target, release, out, judgedBy = theCatalogue, marks = [] } = options
  const started = performance.now()
  const time = options.time === 'auto' ? scenario.time : options.time
  const clock = time === 'virtual' ? new VirtualClock() : new RealClock()
  const fileName = [scenario.id.replaceAll('/', '.'), ...marks].join('.')
  const trace = join('traces', `${fileName}.jsonl`)
  const screenshot = join('screens', `${fileName}.png`)
  using recorder = new Recorder({
    clock,
    ...(out !== undefined && { file: join(out, trace) }),
    header: {
      scenario: scenario.id,
      app: subject.name,
      target: target.name,
      release,
      startedAt: new Date().toISOString(),
    },
  })
  let failure: unknown
  let phone: string | undefined
  let isPhotographed = false
  let usesBackend = true
  try {
    if (!isInForceOn(release, scenario, judgedBy)) throw new ScenarioNotApplicableError(withoutRules(release))
    if (!target.times.includes(time)) throw new ScenarioNotApplicableError(withoutVirtualTime)
    await using stage = await target.open({ subject, release, time, clock, recorder })
    phone = stage.udid
    const scene = new Scene({ subject, stage, recorder, clock })
    try {
      await scenario.body(scene)
    } catch (error) {
      failure = error
      if (out !== undefined && !(error instanceof ScenarioNotApplicableError))
        isPhotographed = await photograph(stage, join(out, screenshot))
    }
    await settle(recorder, clock, stage)
    usesBackend = stage.backend.isUsed
    recorder.record({ name: 'scenario.end' })
  } catch (error) {
    // Whatever stopped the body, a stage that was lost has.
    failure = error instanceof StageError ? error : (failure ?? error)
  }
  recorder.close()
  const judgements = judgeScenario(recorder.events, { subject, release, usesBackend, judgedBy })
  const result = scenarioResult({
    scenario,
    release,
    judgements,
    events: recorder.events,
    failure,
    durationMs: performance.now() - started,
    ...(out !== undefined && { trace }),
    ...(isPhotographed && { screenshot }),
    ...(phone !== undefined && { phone }),
    ...(!usesBackend && { observed: withoutBackend }),
    expectedFailures: subject.config.expectedFailures.filter(
      (entry) => covers(entry, { id: scenario.id, release }) && !isOver(entry, new Date()),
    ),
  })
  return { result, judgements, events: recorder.events }
}

/** Keeps what the phone shows now. A call screen that cannot be photographed is not worth a second error. */
async function photograph({ callScreen }: Stage, file: string): Promise<boolean> {
  const picture = await callScreen.screenshot().catch(() => undefined)
  if (!picture) return false
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, picture)
  return true
}
