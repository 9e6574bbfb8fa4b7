import { join, relative } from 'node:path'
import { generateAllureReport } from '../../../reports/allure/generate.ts'
import { dim, pageOf } from '../../../reports/look.ts'
import type { Results, ScenarioResult } from '../../../reports/results.ts'
import { writeResults } from '../../../reports/write-results.ts'
import { AppiumServer } from '../../callscreen/appium-server.ts'
import type { RunOptions } from '../../scenario/run-options.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'
import { checkStart } from './check-start.ts'
import { collectResults } from './collect-results.ts'
import { Interruption } from './interruption.ts'
import { prepareOutFolder } from './out-folder.ts'
import { printResults } from './print-results.ts'
import { progressLine } from './progress-line.ts'
import type { RunSettings } from './settings.ts'
import { Suites, type PlayedSuites, type SuitesOptions } from './suites.ts'
import { staleExpectations } from './stale-expectations.ts'
import { verdictCode } from './verdict-code.ts'

/**
 * Conducts a run: makes sure that the app starts, plays the suites, writes the reports and prints what came out.
 *
 * @returns The exit code.
 * @throws AppStartError when nothing can be found out about the app.
 * @throws CallScreenError when Appium is missing or does not start.
 * @throws UsageError when no scenario is selected, or the reports cannot be written where they should.
 */
export async function conduct(settings: RunSettings): Promise<number> {
  const { options, subject, json, strict } = settings
  const started = performance.now()
  const startedAt = new Date().toISOString()
  const people = json ? process.stderr : process.stdout
  const page = pageOf(people)
  const say = (text: string) => void people.write(`${text}\n`)
  using interruption = new Interruption((signal) => say(`${signal}: ending with the scenarios that are being played`))
  const allureResults = options.allure ? join(options.out, 'allure-results') : undefined
  await prepareOutFolder(options.out)
  say(
    dim(`${subject.name} on target ${options.target}, iOS ${options.release}, call screen ${options.callscreen}`, page),
  )

  let played: PlayedSuites
  {
    const ended = (scenario: ScenarioResult) => say(progressLine(scenario, page))
    await using prepared = await prepare(settings, { ended, ...(allureResults !== undefined && { allureResults }) })
    played = await prepared.suites.play(prepared.server?.url, interruption.signal)
  }
  if (interruption.exitCode !== undefined) return interruption.exitCode
  expectScenarios(options, played)

  const full = options.scenarios.length === 0 && options.rules.length === 0
  const results = collectResults(
    {
      app: subject.name,
      target: options.target,
      release: options.release,
      callscreen: options.callscreen,
      startedAt,
      durationMs: Math.round(performance.now() - started),
    },
    played.scenarios,
    [...played.errors, ...staleExpectations(subject.config.expectedFailures, { ...played, full })],
  )
  const written = await writeResults(options.out, results)
  printResults(results, settings, people)
  const allure = allureResults && (await generateAllureReport(allureOptions(allureResults, options, results)))
  const reports = [written.results, written.junit, ...(allure ? [allure] : [])]
  say(`\nReports: ${reports.map((file) => relative(process.cwd(), file)).join(', ')}`)
  if (json) process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`)
  return verdictCode(results, strict)
}

interface Prepared extends AsyncDisposable {
  readonly suites: Suites
  /** Absent where the call screen is operated directly. */
  readonly server: AppiumServer | undefined
}

/** Gets vitest ready and starts Appium, where it is wanted, while the app is started for the first time. */
async function prepare(
  { options, subject }: RunSettings,
  suitesOptions: Omit<SuitesOptions, 'options'>,
): Promise<Prepared> {
  await using resources = new AsyncDisposableStack()
  const use = async <T extends AsyncDisposable | undefined>(resource: Promise<T>) => resources.use(await resource)
  const suites = use(Suites.load({ ...suitesOptions, options }))
  const server = options.callscreen === 'appium' ? use(AppiumServer.start()) : undefined
  const checked = checkStart(subject, options.release, options.out)
  // All have to be over before one of them may fail, or the others would be left behind.
  await Promise.allSettled([suites, server, checked])
  await checked
  const prepared = { suites: await suites, server: await server }
  const kept = resources.move()
  return { ...prepared, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

function expectScenarios(
  { scenarios, rules }: RunOptions,
  { scenarios: played, declared, errors }: PlayedSuites,
): void {
  if (played.length > 0 || errors.length > 0) return
  const wanted = [...scenarios, ...rules].join(', ')
  const hint =
    scenarios[0] === undefined ? '' : `; near ${scenarios[0]} are:\n  ${near(scenarios[0], declared).join('\n  ')}`
  throw new UsageError(`no scenario is selected by ${wanted}${hint}`)
}

function allureOptions(resultsDir: string, { out }: RunOptions, { app, target, release, callscreen }: Results) {
  const circumstances = { App: app, Target: target, iOS: release, 'Call screen': callscreen }
  return { resultsDir, output: join(out, 'allure'), circumstances }
}
