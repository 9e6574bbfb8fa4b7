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
}

/** A step that has been played. */
export interface PlayedStep {
  readonly step: Step
  /** It did something, and then could not go on: a control stayed where it was. */
  readonly stopped: boolean
}

export interface PlayedSteps {
  readonly steps: readonly PlayedStep[]
  readonly events: readonly TraceEvent[]
  readonly judgements: readonly Judgement[]
}

/** Plays steps to an app that is in the background, in memory and on virtual time, and lets every rule judge. */
export async function playSteps(next: StepSource, { subject, release }: Explored): Promise<PlayedSteps> {
  const clock = new VirtualClock()
  const header = { scenario: 'explore', app: subject.name, target: 'virtual', release, startedAt: 'on virtual time' }
  using recorder = new Recorder({ clock, header })
  await using stage = await ExploreStage.open({ subject, release, recorder, clock })
  const scene = new Scene({ subject, stage, recorder, clock })
  const { config } = subject
  const world: World = { scene, stage, recorder, config, release, dialled: new Map(), placed: new Map() }
  const steps: PlayedStep[] = []
  await scene.app.isIn('background')
  for (let step = next(world); step; step = next(world)) {
    if (!step.applies(world)) continue
    const before = recorder.events.length
    const stopped = await stops(step, world)
    // One that found nothing to touch has changed nothing.
    if (!stopped || recorder.events.length > before) steps.push({ step, stopped })
  }
  // What the last step has set off may be a call that is still to be ended.
  await clock.settle()
  await settle(recorder, clock, stage)
  recorder.record({ name: 'scenario.end' })
  recorder.close()
  const { events } = recorder
  return { steps, events, judgements: judgeScenario(events, { subject, release, usesBackend: stage.backend.isUsed }) }
}

async function stops(step: Step, world: World): Promise<boolean> {
  try {
    await step.play(world)
    return false
  } catch (error) {
    if (error instanceof CallScreenError || error instanceof ScenarioStoppedError) return true
    throw error
  }
}

/** Plays a list of steps from its beginning to its end. */
export function inOrder(steps: readonly Step[]): StepSource {
  const left = [...steps]
  return () => left.shift()
}
