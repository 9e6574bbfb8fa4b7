import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { pageOf } from '../../../reports/look.ts'
import type { Progress } from '../../explore/explore.ts'
import type { StepData } from '../../explore/step.ts'
import { exitCode } from '../exit-code.ts'
import { Interruption } from '../run/interruption.ts'
import { UsageError } from '../usage-error.ts'
import type { Found, ThreadData, ThreadMessage } from './explore-thread.ts'
import { foundText, progressText, replayCommand } from './report-text.ts'
import type { ExploreSettings } from './settings.ts'

/** A step takes milliseconds: an app that lets none pass for so long never comes back. */
const HANG_LIMIT_MS = 10_000

const PROGRESS_INTERVAL_MS = 5000

/** The app, or what plays it, has come to an end in the middle of a scenario. */
class ExplorationEndedError extends Error {
  readonly code = 'EXPLORE_ENDED'
  override readonly name = 'ExplorationEndedError'
}

/** What an exploration has come to. */
interface Outcome {
  readonly found: readonly Found[]
  /** Absent when steps were replayed. */
  readonly progress: Progress | undefined
}

/** Explores in a thread of its own, which can be ended when the app hangs, and prints what is found. @returns the exit code. */
export async function conduct(settings: ExploreSettings): Promise<number> {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  using interruption = new Interruption(() => {
    console.error('\nStopping after this scenario; once more to stop at once.')
    Atomics.store(stop, 0, 1)
  })
  if (!settings.replay)
    console.error(`Exploring ${settings.app} on iOS ${settings.release} with --seed ${settings.seed}`)
  const started = performance.now()
  const { found, progress } = await outcomeOf({ settings, stop }, started)
  if (settings.json) console.log(JSON.stringify(report(settings, found, progress), undefined, 2))
  else if (settings.replay && found.length === 0) console.log('No rule is broken.')
  if (progress) console.error(progressText(progress, performance.now() - started))
  if (found.some(({ symptom }) => symptom.kind === 'crash')) return exitCode.broken
  return interruption.exitCode ?? (found.length > 0 ? exitCode.notConformant : exitCode.conformant)
}

function outcomeOf({ settings, stop }: ThreadData, started: number): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const page = pageOf(process.stdout)
  const found: Found[] = []
  let playing: StepData[] = []
  let toldAt = performance.now()
  const options = { workerData: { settings, stop }, stdout: true }
  const thread = new Worker(new URL(`./explore-thread${extname(import.meta.url)}`, import.meta.url), options)
  // What the app says must not get into what is printed for other programs.
  thread.stdout.pipe(process.stderr, { end: false })
  const during = () =>
    `The steps that led there:\n  ${playing.map((step) => JSON.stringify(step)).join('\n  ')}\n` +
    `Play them again: ${replayCommand(playing, settings)}`
  const hung = () => {
    reject(new ExplorationEndedError(`the app let nothing happen for ${HANG_LIMIT_MS / 1000} s. ${during()}`))
    void thread.terminate()
  }
  let watchdog = setTimeout(hung, HANG_LIMIT_MS)
  thread.on('message', (message: ThreadMessage) => {
    clearTimeout(watchdog)
    watchdog = setTimeout(hung, HANG_LIMIT_MS)
    switch (message.kind) {
      case 'begins':
        playing = []
        return
      case 'plays':
        playing.push(message.step)
        return
      case 'found':
        found.push(message.found)
        if (!settings.json) console.log(foundText(message.found, settings, page))
        return
      case 'progress':
        if (performance.now() - toldAt < PROGRESS_INTERVAL_MS) return
        toldAt = performance.now()
        console.error(progressText(message.progress, toldAt - started))
        return
      case 'unplayable':
        reject(new (message.because === 'steps' ? UsageError : ExplorationEndedError)(message.message))
        return
      case 'over':
        resolve({ found, progress: message.progress })
        void thread.terminate()
    }
  })
  thread.on('error', (error) => reject(playing.length > 0 ? withSteps(error, during()) : error))
  thread.on('exit', () => {
    clearTimeout(watchdog)
    reject(new ExplorationEndedError(`the app ended the thread that it was hosted in. ${during()}`))
  })
  return promise
}

function withSteps(error: Error, steps: string): Error {
  return new ExplorationEndedError(`${error.stack ?? error.message}\n${steps}`, { cause: error })
}

/** What `--json` prints. */
function report(settings: ExploreSettings, found: readonly Found[], progress: Progress | undefined) {
  const { app, release, seed, steps } = settings
  return {
    app,
    release,
    ...(progress && { seed, steps, runs: progress.runs, covered: progress.covered }),
    counterexamples: found.map((each) => ({ ...each, replay: replayCommand(each.steps, settings) })),
  }
}
