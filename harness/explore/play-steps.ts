import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { CallScreenError } from '../callscreen/call-screen-error.ts'
import type { Subject } from '../config/load-subject.ts'
import type { Judgement } from '../rules/judge.ts'
import { judgeScenario } from '../scenario/judge-scenario.ts'
import { Scene } from '../scenario/scene.ts'
import { ScenarioStoppedError } from '../scenario/scenario-stopped-error.ts'
import { settle } from '../scenario/settle.ts'
import { Recorder } from '../trace/recorder.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import { ExploreStage } from './explore-stage.ts'
import type { Step } from './step.ts'
import type { World } from './world.ts'

/** Chooses the step that comes next; undefined ends the scenario. A step that does not apply is left out. */
export type StepSource = (world: World) => Step | undefined

export interface Explored {
  readonly subject: Subject
  /** iOS release. */
  readonly release: string
  /** Whether what the app holds no more is gone at once; it is, unless told otherwise. Each launch then takes 40 ms more. */
  readonly releasesAtOnce?: boolean
}

/** A step that has been played. */
export interface PlayedStep {
  readonly step: Step
  /** It did something, and then could not go on: a control stayed where it was. */
  readonly stopped: boolean
  /** How many events there had been before it. */
  readonly from: number
}

export interface PlayedSteps {
  readonly steps: readonly PlayedStep[]
  readonly events: readonly TraceEvent[]
  /** Whether the app has talked to the stage's backend. */
  readonly usesBackend: boolean
  /** Whether what the app held no more was gone at once. */
  readonly releasesAtOnce: boolean
}

export interface JudgedSteps extends PlayedSteps {
  readonly judgements: readonly Judgement[]
}

/** Plays steps to an app that is in the background, in memory and on virtual time, and lets every rule judge. */
export async function playSteps(next: StepSource, explored: Explored): Promise<JudgedSteps> {
  return judgeSteps(await playUnjudged(next, explored), explored)
}

/** Lets every rule judge what has been played. */
export function judgeSteps(played: PlayedSteps, { subject, release }: Explored): JudgedSteps {
  const { events, usesBackend } = played
  return { ...played, judgements: judgeScenario(events, { subject, release, usesBackend }) }
}

/** Plays steps as {@link playSteps} does, and leaves it to {@link judgeSteps} to say what to think of it. */
export async function playUnjudged(
  next: StepSource,
  { subject, release, releasesAtOnce = true }: Explored,
): Promise<PlayedSteps> {
  const clock = new VirtualClock()
  const header = { scenario: 'explore', app: subject.name, target: 'virtual', release, startedAt: 'on virtual time' }
  using recorder = new Recorder({ clock, header })
  await using stage = await ExploreStage.open({ subject, release, recorder, clock, releasesAtOnce })
  const scene = new Scene({ subject, stage, recorder, clock })
  const { config } = subject
  const world: World = { scene, stage, recorder, config, release, dialled: new Map(), placed: new Map() }
  const steps: PlayedStep[] = []
  await scene.app.isIn('background')
  for (let step = next(world); step; step = next(world)) {
    if (!step.applies(world)) continue
    const before = recorder.events.length
    let stopped = false
    try {
      const doing = step.play(world)
      // Nothing more is waited for than a scenario would: the app reacts meanwhile.
      if (doing instanceof Promise) await doing
    } catch (error) {
      if (!isStop(error)) throw error
      stopped = true
    }
    // One that found nothing to touch has changed nothing.
    if (!stopped || recorder.events.length > before) steps.push({ step, stopped, from: before })
  }
  await settle(recorder, clock, stage)
  recorder.record({ name: 'scenario.end' })
  recorder.close()
  return { steps, events: recorder.events, usesBackend: stage.backend.isUsed, releasesAtOnce }
}

/** Whether a step could not go on because the app, or its call screen, does not have what it takes. */
function isStop(error: unknown): boolean {
  return error instanceof CallScreenError || error instanceof ScenarioStoppedError
}

/** Plays a list of steps from its beginning to its end. */
export function inOrder(steps: readonly Step[]): StepSource {
  const left = [...steps]
  return () => left.shift()
}
