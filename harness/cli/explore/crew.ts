import { extname } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { seededRandom } from '../../../mocks/apns/faults/random.ts'
import { UsageError } from '../usage-error.ts'
import type { Report, ThreadData, ThreadMessage } from './explore-thread.ts'
import { replayCommand } from './report-text.ts'
import { SEEDS, type ExploreSettings } from './settings.ts'
import { StepLog } from './step-log.ts'
import { Turns } from './turns.ts'

/** A step takes milliseconds: an app that lets none pass for so long never comes back. */
const HANG_LIMIT_MS = 10_000

/** To load an app and all that plays it takes a second or two, and ten times as long on a machine that is busy. */
const LOAD_LIMIT_MS = 30_000

const LOOK_INTERVAL_MS = 1000

/** Far more than a step takes as JSON; those that are replayed are as long as they are. */
const STEP_BYTES = 500

/**
 * Keeps V8 from making an object old from its birth because others of its kind have lived long for a while. It would outlive
 * its scenario, with all that it refers to, and to collect that took a sixth of a search. Set before any thread is there.
 */
const V8_FLAGS = '--no-allocation-site-pretenuring'

/** The app, or what plays it, has come to an end in the middle of a scenario. */
class ExplorationEndedError extends Error {
  readonly code = 'EXPLORE_ENDED'
  override readonly name = 'ExplorationEndedError'
}

/**
 * Explores in threads of their own, which can be ended when the app hangs, and takes what they tell in turn: the same
 * seed and number of threads come to the same. Whoever stops taking ends them.
 *
 * @param stop Set to 1, it asks them to come to an end by themselves.
 * @throws ExplorationEndedError when the app hangs or ends a thread, with the steps that led there.
 * @throws UsageError when the steps to replay are none.
 */
export async function* explored(settings: ExploreSettings, stop: Int32Array): AsyncGenerator<Report> {
  setFlagsFromString(V8_FLAGS)
  const shares = sharesOf(settings)
  const turns = new Turns<Report>(shares.length)
  let failure: Error | undefined
  let wake = () => {}
  const fail = (error: Error) => {
    failure ??= error
    wake()
  }
  const threads = shares.map((share, index) => {
    const { thread, log } = start(share, stop)
    thread.on('message', (message: ThreadMessage) => {
      if (message.kind === 'played') turns.tell(index, message.reports)
      else if (message.kind === 'over') turns.end(index)
      else fail(new (message.because === 'steps' ? UsageError : ExplorationEndedError)(message.message))
      wake()
    })
    thread.on('error', (error) => fail(log.steps.length > 0 ? withSteps(error, during(log, settings)) : error))
    thread.on('exit', () => {
      const message = `the app ended the thread that it was hosted in. ${during(log, settings)}`
      if (!turns.hasEnded(index)) fail(new ExplorationEndedError(message))
    })
    return { thread, log, beats: 0, quietMs: 0 }
  })
  const watchdog = setInterval(() => {
    for (const [index, each] of threads.entries()) {
      const { beats } = each.log
      each.quietMs = beats === each.beats && !turns.hasEnded(index) ? each.quietMs + LOOK_INTERVAL_MS : 0
      each.beats = beats
      const limitMs = beats === 0 ? LOAD_LIMIT_MS : HANG_LIMIT_MS
      if (each.quietMs < limitMs) continue
      const message = `the app let nothing happen for ${limitMs / 1000} s. ${during(each.log, settings)}`
      fail(new ExplorationEndedError(message))
    }
  }, LOOK_INTERVAL_MS)
  try {
    while (!turns.areOver) {
      if (failure) throw failure
      const report = turns.take()
      if (report) yield report
      else if (!turns.areOver) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    clearInterval(watchdog)
    await Promise.all(threads.map(({ thread }) => thread.terminate()))
  }
}

/** What each thread is to do: the first does what one alone would, the others have seeds that follow from the same one. */
function sharesOf(settings: ExploreSettings): ExploreSettings[] {
  const { seed, runs, workers, replay } = settings
  const next = seededRandom(seed)
  const count = replay ? 1 : Math.min(workers, runs ?? workers)
  return Array.from({ length: count }, (_, index) => ({
    ...settings,
    seed: index === 0 ? seed : Math.floor(next() * SEEDS),
    runs: runs === undefined ? undefined : Math.floor((runs + count - 1 - index) / count),
  }))
}

function start(settings: ExploreSettings, stop: Int32Array): { thread: Worker; log: StepLog } {
  const bytes = settings.steps * STEP_BYTES + JSON.stringify(settings.replay ?? []).length * 2
  const log = StepLog.memory(bytes)
  const workerData: ThreadData = { settings, stop, log }
  const thread = new Worker(new URL(`./explore-thread${extname(import.meta.url)}`, import.meta.url), {
    workerData,
    stdout: true,
  })
  // What the app says must not get into what is printed for other programs.
  thread.stdout.on('data', (said: Uint8Array) => process.stderr.write(said))
  return { thread, log: new StepLog(log) }
}

function during({ steps }: StepLog, settings: ExploreSettings): string {
  const replayed = replayCommand(
    steps.map((step) => JSON.parse(step)),
    settings,
  )
  return `The steps that led there:\n  ${steps.join('\n  ')}\nPlay them again: ${replayed}`
}

function withSteps(error: Error, steps: string): Error {
  return new ExplorationEndedError(`${error.stack ?? error.message}\n${steps}`, { cause: error })
}
