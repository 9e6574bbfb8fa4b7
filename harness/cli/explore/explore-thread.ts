import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { loadSubject, type Subject } from '../../config/load-subject.ts'
import type { Fresh } from '../../explore/coverage.ts'
import { explore, replaySteps, type Shown } from '../../explore/explore.ts'
import { scenarioCode } from '../../explore/scenario-code.ts'
import type { Step, StepData } from '../../explore/step.ts'
import { readStep } from '../../explore/steps/index.ts'
import type { Symptom } from '../../explore/symptom.ts'
import { CRASH_RULE } from '../../rules/crash-rule.ts'
import { AppNotReadyError } from '../../targets/app-not-ready-error.ts'
import type { ExploreSettings } from './settings.ts'
import { StepLog } from './step-log.ts'

/** What has been found, as plain data. */
export interface Found {
  readonly symptom: Symptom
  /** What else shows with the same steps. */
  readonly others: readonly Symptom[]
  readonly steps: readonly StepData[]
  /** The steps as a scenario of a suite. */
  readonly scenario: string
}

/** What one scenario has brought, as plain data. */
export interface Report {
  readonly found: readonly Found[]
  /** Absent for steps that were replayed. */
  readonly fresh?: Fresh
}

/** What the thread tells, as things go on. */
export type ThreadMessage =
  /** The scenarios that have been played since the last message, in their order. */
  | { readonly kind: 'played'; readonly reports: readonly Report[] }
  /** Nothing could be played: the steps to replay are none, or the app is in no state to be tried. */
  | { readonly kind: 'unplayable'; readonly because: 'steps' | 'app'; readonly message: string }
  | { readonly kind: 'over' }

/** What the thread is given: what to do, a flag that asks it to come to an end, and where to say what it plays. */
export interface ThreadData {
  readonly settings: ExploreSettings
  readonly stop: Int32Array
  /** Memory of a {@link StepLog}. */
  readonly log: SharedArrayBuffer
}

/** A message for each of a thousand scenarios a second would keep whoever listens busy; in milliseconds. */
const TELL_INTERVAL_MS = 100

/** What is to be replayed cannot be read. */
class StepsError extends Error {
  readonly code = 'EXPLORE_STEPS'
  override readonly name = 'StepsError'
}

const tell = (message: ThreadMessage) => parentPort?.postMessage(message)

function foundOf({ symptom, others, steps }: Shown): Found {
  return { symptom, others, steps: steps.map(({ step }) => step.data), scenario: scenarioCode(steps, symptom) }
}

/** Whether somebody wants to hear of a symptom: a failure that is expected everywhere is none. */
function wanted({ rules, ignored }: ExploreSettings, { config }: Subject): (symptom: Symptom) => boolean {
  const expected = config.expectedFailures
    .filter(({ rule, scenario }) => scenario === undefined && rule !== CRASH_RULE)
    .map(({ rule }) => rule)
  return (symptom) => {
    if (symptom.kind === 'crash') return true
    const { rule } = symptom
    return (rules.length === 0 || rules.includes(rule)) && !ignored.includes(rule) && !expected.includes(rule)
  }
}

async function carryOut({ settings, stop, log: memory }: ThreadData): Promise<void> {
  const { app, cwd, release, seed, runs, steps, timeBudgetMs = Number.POSITIVE_INFINITY, bail, replay } = settings
  const subject = await loadSubject(app, cwd)
  const log = new StepLog(memory)
  const watch = { begins: () => log.begins(), plays: ({ data }: Step) => log.plays(data) }
  const common = { subject, release, watch, isWanted: wanted(settings, subject) }
  if (replay) {
    const found = await replaySteps(replay.map(read), common)
    return tell({ kind: 'played', reports: [{ found: found.map(foundOf) }] })
  }
  const started = performance.now()
  let untold: Report[] = []
  let toldAt = started
  const tellAll = () => {
    tell({ kind: 'played', reports: untold })
    untold = []
    toldAt = performance.now()
  }
  await explore({
    ...common,
    seed,
    steps,
    ...(runs !== undefined && { runs }),
    bail,
    goesOn: () => Atomics.load(stop, 0) === 0 && performance.now() - started < timeBudgetMs,
    played({ counterexamples, fresh }) {
      untold.push({ found: counterexamples.map(foundOf), fresh })
      if (counterexamples.length > 0 || performance.now() - toldAt >= TELL_INTERVAL_MS) tellAll()
    },
  })
  tellAll()
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
  tell({ kind: 'over' })
} catch (error) {
  if (error instanceof StepsError) tell({ kind: 'unplayable', because: 'steps', message: error.message })
  else if (error instanceof AppNotReadyError) tell({ kind: 'unplayable', because: 'app', message: error.message })
  else throw error
}
