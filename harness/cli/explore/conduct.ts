import { pageOf } from '../../../reports/look.ts'
import { Coverage } from '../../explore/coverage.ts'
import type { Progress } from '../../explore/explore.ts'
import { symptomName } from '../../explore/symptom.ts'
import { exitCode } from '../exit-code.ts'
import { Interruption } from '../run/interruption.ts'
import { UsageError } from '../usage-error.ts'
import { checkStartAlone } from './check-start-alone.ts'
import { explored } from './crew.ts'
import type { Found } from './explore-thread.ts'
import { foundText, progressText, replayCommand } from './report-text.ts'
import type { ExploreSettings } from './settings.ts'

const PROGRESS_INTERVAL_MS = 5000

/** What has been found, and the number of the scenario that it was found in, from 1; absent for steps that were replayed. */
type FoundIn = Found & { readonly run?: number }

/** What an exploration has come to. */
interface Outcome {
  readonly found: readonly FoundIn[]
  readonly progress: Progress
  /** Why it could not go on. */
  readonly failure?: Error
}

/** Explores, and prints what is found. @returns the exit code. */
export async function conduct(settings: ExploreSettings): Promise<number> {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  using interruption = new Interruption(() => {
    console.error('\nStopping after this scenario; once more to stop at once.')
    Atomics.store(stop, 0, 1)
  })
  const { app, release, seed, workers, replay, json } = settings
  if (!replay) console.error(`Exploring ${app} on iOS ${release} with --seed ${seed} --workers ${workers}`)
  const started = performance.now()
  const outcome = await outcomeOf(settings, stop, started)
  const { found, progress, failure } = outcome
  if (json) console.log(JSON.stringify(report(settings, outcome), undefined, 2))
  if (failure) throw failure
  if (!json && replay && found.length === 0) console.log('No rule is broken.')
  if (!replay) console.error(progressText(progress, performance.now() - started))
  if (found.some(isCrash)) return exitCode.broken
  return interruption.exitCode ?? (found.length > 0 ? exitCode.notConformant : exitCode.conformant)
}

/** Each symptom counts once, whichever thread has shown it first in turn. An app that ends by itself is the last one. */
async function outcomeOf(settings: ExploreSettings, stop: Int32Array, started: number): Promise<Outcome> {
  const { replay, json, bail } = settings
  const page = pageOf(process.stdout)
  const coverage = new Coverage()
  const found = new Map<string, FoundIn>()
  let runs = 0
  let toldAt = started
  const progress = (): Progress => ({ runs, found: found.size, covered: coverage.covered })
  const outcome = (): Outcome => ({ found: [...found.values()], progress: progress() })
  try {
    if (!replay) await checkStartAlone(settings)
    for await (const report of explored(settings, stop)) {
      runs++
      if (report.fresh) coverage.merge(report.fresh)
      for (const each of report.found) {
        const name = symptomName(each.symptom)
        if (found.has(name)) continue
        const one = { ...each, ...(!replay && { run: runs }) }
        found.set(name, one)
        if (!json) console.log(foundText(one, settings, page))
      }
      if (!replay && found.size > 0 && (bail || [...found.values()].some(isCrash))) break
      if (replay || performance.now() - toldAt < PROGRESS_INTERVAL_MS) continue
      toldAt = performance.now()
      console.error(progressText(progress(), toldAt - started))
    }
  } catch (error) {
    // Whoever has asked in the wrong way is told so, and nothing else.
    if (error instanceof UsageError || !(error instanceof Error)) throw error
    return { ...outcome(), failure: error }
  }
  return outcome()
}

function isCrash({ symptom }: Found): boolean {
  return symptom.kind === 'crash'
}

/** What `--json` prints. */
function report(settings: ExploreSettings, { found, progress: { runs, covered }, failure }: Outcome) {
  const { app, release, seed, steps, workers, replay } = settings
  return {
    app,
    release,
    ...(!replay && { seed, workers, steps, runs, covered }),
    counterexamples: found.map((each) => ({ ...each, replay: replayCommand(each.steps, settings) })),
    ...(failure && { error: { ...('code' in failure && { code: failure.code }), message: failure.message } }),
  }
}
