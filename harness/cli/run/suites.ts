import { Writable } from 'node:stream'
import { extname } from 'node:path'
import AllureReporter from 'allure-vitest/reporter'
import { createVitest, type CliOptions, type Vitest } from 'vitest/node'
import type { ScenarioResult } from '../../../reports/results.ts'
import { RUN_OPTIONS, type RunOptions } from '../../scenario/run-options.ts'
import { tags } from '../../scenario/tags.ts'
import { home } from '../named-app.ts'
import { ProgressReporter } from './progress-reporter.ts'

export interface PlayedSuites {
  readonly scenarios: readonly ScenarioResult[]
  /** What broke outside any scenario. */
  readonly errors: readonly string[]
}

export interface SuitesOptions {
  readonly options: RunOptions
  /** Folder for Allure's results, absolute; absent for none. */
  readonly allureResults?: string
  readonly workers: number
  readonly ended: (scenario: ScenarioResult) => void
}

/** Source and compiled files differ in their endings only. */
const ending = extname(import.meta.url)

/** The suites in workers of vitest, of which nobody is to see anything but the scenarios' ends. */
export class Suites implements AsyncDisposable {
  readonly #vitest: Vitest
  readonly #options: RunOptions
  readonly #progress: ProgressReporter

  private constructor(vitest: Vitest, options: RunOptions, progress: ProgressReporter) {
    this.#vitest = vitest
    this.#options = options
    this.#progress = progress
  }

  /** Gets vitest ready, which takes a while in which something else can be done. */
  static async load({ options, allureResults, workers, ended }: SuitesOptions): Promise<Suites> {
    const progress = new ProgressReporter(ended)
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
    const before = new Set(process.rawListeners('SIGTERM').concat(process.rawListeners('SIGINT')))
    const config: CliOptions = {
      root: home,
      // Neither the user's configuration nor anyone else's.
      config: false,
      include: [`suites/*.suite${ending}`],
      // The default leaves out node_modules, which is where a user has this package.
      exclude: [],
      watch: false,
      cache: false,
      pool: 'forks',
      maxWorkers: workers,
      // A worker keeps its gateway from suite to suite.
      isolate: false,
      tags: [...tags],
      execArgv: ['--import', new URL(`./worker-exit${ending}`, import.meta.url).href],
      silent: true,
      reporters: [progress, ...(allureResults ? [new AllureReporter({ resultsDir: allureResults })] : [])],
    }
    const vitest = await createVitest(config, {}, { stdout: nowhere, stderr: nowhere })
    // vitest leaves the process a millisecond after a signal, before the workers could end their apps.
    for (const name of ['SIGTERM', 'SIGINT'] as const)
      for (const listener of process.rawListeners(name))
        if (!before.has(listener)) process.off(name, listener as NodeJS.SignalsListener)
    return new Suites(vitest, options, progress)
  }

  /**
   * Plays the suites.
   *
   * @param reached What has been found out since the suites were loaded: where Appium is, or the phones of a Grid.
   * @param signal Ends the run with the scenarios that are being played.
   */
  async play(reached: Pick<RunOptions, 'appiumUrl' | 'grid'>, signal: AbortSignal): Promise<PlayedSuites> {
    const options = { ...this.#options, ...reached }
    this.#vitest.getRootProject().provide(RUN_OPTIONS, options)
    const cancel = () => void this.#vitest.cancelCurrentRun('keyboard-input')
    signal.addEventListener('abort', cancel)
    try {
      if (!signal.aborted) await this.#vitest.start()
    } finally {
      signal.removeEventListener('abort', cancel)
    }
    const { scenarios, errors } = this.#progress
    return { scenarios, errors }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#vitest.close()
  }
}
