import { join, relative } from 'node:path'
import { generateAllureReport } from '../../../reports/allure/generate.ts'
import { dim, pageOf } from '../../../reports/look.ts'
import type { Results, ScenarioResult } from '../../../reports/results.ts'
import { writeResults } from '../../../reports/write-results.ts'
import type { ExpectedFailure } from '../../config/expected-failure.ts'
import { loadRequirements } from '../../requirements/load-requirements.ts'
import { collectScenarios } from '../../scenario/collect-scenarios.ts'
import { isSelected } from '../../scenario/is-selected.ts'
import { judgedBy } from '../../scenario/judged-by.ts'
import type { RunOptions } from '../../scenario/run-options.ts'
import type { Target } from '../../targets/stage.ts'
import { exitCode } from '../exit-code.ts'
import { suiteFiles } from '../suite-files.ts'
import { Bail } from './bail.ts'
import { checkStart } from './check-start.ts'
import { collectResults } from './collect-results.ts'
import { expectSelected } from './expect-selected.ts'
import { openGround, type Ground } from './ground.ts'
import { Interruption } from './interruption.ts'
import { prepareOutFolder } from './out-folder.ts'
import { printResults } from './print-results.ts'
import { progressLine } from './progress-line.ts'
import type { RunSettings } from './settings.ts'
import { Suites, type PlayedSuites, type SuitesOptions } from './suites.ts'
import { staleExpectations } from './stale-expectations.ts'
import { updateExpectationsFile } from './update-expectations-file.ts'
import { verdictCode } from './verdict-code.ts'

/**
 * Conducts a run: makes sure that the app starts, plays the suites, writes the reports and prints what came out.
 *
 * @returns The exit code.
 * @throws AppStartError when nothing can be found out about the app.
 * @throws CallScreenError when Appium is missing or does not start.
 * @throws GridError when a Grid gives no phones.
 * @throws UsageError when what is selected is not there, or the reports cannot be written where they should.
 */
export async function conduct(settings: RunSettings): Promise<number> {
  const { options, subject, json, strict } = settings
  const requirements = loadRequirements(options.requirements).name
  const release = options.releases.join(', ')
  const started = performance.now()
  const startedAt = new Date().toISOString()
  const people = json ? process.stderr : process.stdout
  const page = pageOf(people)
  const say = (text: string) => void people.write(`${text}\n`)
  using interruption = new Interruption((signal) => say(`${signal}: ending with the scenarios that are being played`))
  const declared = await collectScenarios(await suiteFiles(), options.replay)
  const emptyPart = expectSelected(options, declared)
  const allureResults = options.allure ? join(options.out, 'allure-results') : undefined
  await prepareOutFolder(options.out)
  say(dim(`${subject.name} on target ${options.target}, iOS ${release}, call screen ${options.callscreen}`, page))

  const bail = new Bail(settings)
  let played: PlayedSuites
  {
    const ended = (scenario: ScenarioResult) => {
      say(progressLine(scenario, page, { tellsRelease: options.releases.length > 1 }))
      bail.count(scenario)
    }
    await using prepared = await prepare(settings, { ended, ...(allureResults !== undefined && { allureResults }) })
    const { reached, suites } = prepared
    if (reached.grid) say(dim(`on ${reached.grid.phones.map(({ udid }) => udid).join(', ')} of the Grid`, page))
    played = await suites.play(reached, AbortSignal.any([interruption.signal, bail.signal]))
  }
  if (interruption.exitCode !== undefined) return interruption.exitCode
  const note = bail.note ?? emptyPart
  if (note !== undefined) say(note)

  const full = declared.every((scenario) => isSelected(options, scenario)) && !bail.signal.aborted
  const judged = judgedBy(options).rules
  const extent = { judged: judged.map(({ id }) => id), full, strict }
  const updated = settings.updateExpected
    ? await updateExpectationsFile(subject.expectations, played.scenarios, extent)
    : undefined
  const results = collectResults(
    {
      app: subject.name,
      target: options.target,
      release,
      requirements,
      callscreen: options.callscreen,
      startedAt,
      durationMs: Math.round(performance.now() - started),
    },
    played.scenarios,
    [
      ...played.errors,
      ...staleExpectations(expectedOf(settings), { ...played, ...extent, declared: declared.map(({ id }) => id) }),
      ...(updated?.errors ?? []),
    ],
    judged,
  )
  const written = await writeResults(options.out, results)
  printResults(results, settings, people)
  if (updated?.said) say(`\n${updated.said}`)
  const allure = allureResults && (await generateAllureReport(allureOptions(allureResults, options, results)))
  const reports = [written.results, written.junit, ...(allure ? [allure] : [])]
  say(`\nReports: ${reports.map((file) => relative(process.cwd(), file)).join(', ')}`)
  if (json) process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`)
  // A part that puts the app to no test says nothing of the whole; the other parts do.
  if (options.shard && results.verdict === 'skipped') return exitCode.conformant
  return verdictCode(results, strict)
}

interface Prepared extends AsyncDisposable {
  readonly suites: Suites
  readonly reached: Awaited<Ground['reached']>
}

/** Gets vitest ready and starts Appium, where it is wanted, while the app is started for the first time. */
async function prepare(
  settings: RunSettings,
  suitesOptions: Omit<SuitesOptions, 'options' | 'workers'>,
): Promise<Prepared> {
  const { options } = settings
  await using resources = new AsyncDisposableStack()
  const { workers, target, reached } = await openGround(settings, resources)
  const loading = Suites.load({ ...suitesOptions, options, workers })
  const suites = loading.then((loaded) => resources.use(loaded))
  const checked = checkStarts(settings, target)
  // All have to be over before one of them may fail, or the others would be left behind.
  await Promise.allSettled([suites, reached, checked])
  await checked
  const prepared = { suites: await suites, reached: await reached }
  const kept = resources.move()
  return { ...prepared, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** An app may start on one release and not on another. */
async function checkStarts({ options, subject }: RunSettings, target: Target): Promise<void> {
  for (const release of options.releases) await checkStart(subject, target, release, options.out)
}

/** What is about to be replaced is not blamed for being out of date. */
function expectedOf({ subject: { config, expectations }, updateExpected }: RunSettings): readonly ExpectedFailure[] {
  return updateExpected
    ? config.expectedFailures.filter((entry) => !expectations.entries.includes(entry))
    : config.expectedFailures
}

function allureOptions(resultsDir: string, { out }: RunOptions, { app, target, release, callscreen }: Results) {
  const circumstances = { App: app, Target: target, iOS: release, 'Call screen': callscreen }
  return { resultsDir, output: join(out, 'allure'), circumstances }
}
