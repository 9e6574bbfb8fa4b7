import { entryOf, type Defect } from '../../fixtures/apps/defects/index.ts'
import { explored } from '../../harness/cli/explore/crew.ts'
import type { Found } from '../../harness/cli/explore/explore-thread.ts'
import type { StepData } from '../../harness/explore/step.ts'
import { DEFAULT_RELEASE } from '../../mocks/iphone/releases.ts'

/** So long `explore` searches for each defect, in milliseconds. */
export const BUDGET_MS = 60_000

/** As many as `explore` plays unless told otherwise. */
const STEPS = 20

/** What has come of searching for a defect without a hint. */
export interface Search {
  readonly name: string
  readonly seed: number
  /** The first of the rules that have to catch it for which there was a counterexample; absent when there was none. */
  readonly rule?: string
  /** The counterexample. */
  readonly steps: readonly StepData[]
  /** The scenarios that were played, apart from those that were played to shrink others. */
  readonly scenarios: number
  /** From the start, with all that has to be loaded and shrunk. */
  readonly durationMs: number
  /** The time of the processor, which does not depend on what else the machine has to do. */
  readonly cpuMs: number
}

/**
 * Whether an exploration can find a defect at all: it is one of code, and it is hosted on virtual time, where a mistake that
 * keeps the queue busy takes no time.
 */
export function isExplorable({ build, lacks, realTime }: Defect): boolean {
  return build === undefined && lacks === undefined && realTime === undefined
}

/** Explores an app with a defect as `explore` does, until one of the rules that have to catch it is found to be broken. */
export async function exploreDefect(defect: Defect, seed: number, workers: number): Promise<Search> {
  const { name, caughtBy, release = DEFAULT_RELEASE } = defect
  const settings = {
    app: entryOf(defect),
    cwd: process.cwd(),
    appGiven: true,
    release,
    seed,
    runs: undefined,
    steps: STEPS,
    timeBudgetMs: BUDGET_MS,
    workers,
    rules: [],
    ignored: [],
    bail: false,
    replay: undefined,
    json: true,
  }
  const rules = new Set<string>(caughtBy)
  const started = performance.now()
  const cpu = process.cpuUsage()
  let scenarios = 0
  const outcome = (found?: Found): Search => {
    const { user, system } = process.cpuUsage(cpu)
    return {
      name,
      seed,
      ...(found?.symptom.kind === 'rule' && { rule: found.symptom.rule }),
      steps: found?.steps ?? [],
      scenarios,
      durationMs: Math.round(performance.now() - started),
      cpuMs: Math.round((user + system) / 1000),
    }
  }
  for await (const report of explored(settings, new Int32Array(new SharedArrayBuffer(4)))) {
    scenarios++
    const found = report.found.find(({ symptom }) => symptom.kind === 'rule' && rules.has(symptom.rule))
    if (found) return outcome(found)
  }
  return outcome()
}
