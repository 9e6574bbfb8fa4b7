import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { loadSubject, type Subject } from '../../config/load-subject.ts'
import { explore, replaySteps, type Counterexample, type Progress, type Watch } from '../../explore/explore.ts'
import { scenarioCode } from '../../explore/scenario-code.ts'
import type { Step, StepData } from '../../explore/step.ts'
import { readStep } from '../../explore/steps/index.ts'
import type { Symptom } from '../../explore/symptom.ts'
import { AppNotReadyError } from '../../targets/app-not-ready-error.ts'
import type { ExploreSettings } from './settings.ts'

/** What has been found, as plain data. */
export interface Found {
  readonly symptom: Symptom
  readonly steps: readonly StepData[]
  /** The steps as a scenario of a suite. */
  readonly scenario: string
  /** The number of the scenario that it was found in, from 1; absent for steps that were replayed. */
  readonly run?: number
}

/** What the thread tells, as things go on. */
export type ThreadMessage =
  | { readonly kind: 'begins' }
  | { readonly kind: 'plays'; readonly step: StepData }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'found'; readonly found: Found }
  /** Nothing could be played: the steps to replay are none, or the app is in no state to be tried. */
  | { readonly kind: 'unplayable'; readonly because: 'steps' | 'app'; readonly message: string }
  | { readonly kind: 'over'; readonly progress?: Progress }

/** What the thread is given: what to do, and a flag that asks it to come to an end. */
export interface ThreadData {
  readonly settings: ExploreSettings
  readonly stop: Int32Array
}

/** What is to be replayed cannot be read. */
class StepsError extends Error {
  readonly code = 'EXPLORE_STEPS'
  override readonly name = 'StepsError'
}

const tell = (message: ThreadMessage) => parentPort?.postMessage(message)

const watch: Watch = {
  begins: () => tell({ kind: 'begins' }),
  plays: ({ data }) => tell({ kind: 'plays', step: data }),
}

function foundOf({ symptom, steps, ...rest }: Omit<Counterexample, 'run'> & { run?: number }): Found {
  return { ...rest, symptom, steps: steps.map(({ step }) => step.data), scenario: scenarioCode(steps, symptom) }
}

/** Whether somebody wants to hear of a symptom: a failure that is expected everywhere is none. */
function wanted({ rules, ignored }: ExploreSettings, { config }: Subject): (symptom: Symptom) => boolean {
  const expected = config.expectedFailures.filter(({ scenario }) => scenario === undefined).map(({ rule }) => rule)
  return (symptom) => {
    if (symptom.kind === 'crash') return true
    const { rule } = symptom
    return (rules.length === 0 || rules.includes(rule)) && !ignored.includes(rule) && !expected.includes(rule)
  }
}

async function carryOut({ settings, stop }: ThreadData): Promise<void> {
  const { app, cwd, release, seed, runs, steps, timeBudgetMs = Number.POSITIVE_INFINITY, bail, replay } = settings
  const subject = await loadSubject(app, cwd)
  const common = { subject, release, watch, isWanted: wanted(settings, subject) }
  if (replay) {
    for (const each of await replaySteps(replay.map(read), common)) tell({ kind: 'found', found: foundOf(each) })
    return tell({ kind: 'over' })
  }
  const started = performance.now()
  const goesOn = (progress: Progress) => {
    tell({ kind: 'progress', progress })
    if (Atomics.load(stop, 0) === 1 || (bail && progress.found > 0)) return false
    return performance.now() - started < timeBudgetMs
  }
  const { counterexamples: _, ...progress } = await explore({
    ...common,
    seed,
    steps,
    ...(runs !== undefined && { runs }),
    goesOn,
    found: (counterexample) => tell({ kind: 'found', found: foundOf(counterexample) }),
  })
  tell({ kind: 'over', progress })
}

function read(value: unknown): Step {
  try {
    return readStep(value)
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : error
    throw new StepsError(`${JSON.stringify(value)} is no step: ${reason instanceof Error ? reason.message : reason}`)
  }
}

try {
  await carryOut(workerData as ThreadData)
} catch (error) {
  if (error instanceof StepsError) tell({ kind: 'unplayable', because: 'steps', message: error.message })
  else if (error instanceof AppNotReadyError) tell({ kind: 'unplayable', because: 'app', message: error.message })
  else throw error
}
