import { describe, expect, inject, test, type TestContext } from 'vitest'
import type { ScenarioResult } from '../../reports/results.ts'
import { describeInAllure, reportToAllure } from './allure.ts'
import { collect, collectedFile } from './collect-scenarios.ts'
import { ConformanceAssertionError } from './conformance-assertion-error.ts'
import { whyLeftOut } from './is-selected.ts'
import { inapplicable } from './play.ts'
import { playRepeatedly } from './play-repeatedly.ts'
import { RUN_OPTIONS } from './run-options.ts'
import { ScenarioBrokenError } from './scenario-broken-error.ts'
import { ScenarioInconclusiveError } from './scenario-inconclusive-error.ts'
import { scenarioId, suiteOf, type Scenario, type ScenarioOptions } from './scenario.ts'
import type { Scene } from './scene.ts'
import { tagsOf } from './tags.ts'
import { theWorker } from './worker.ts'

/** Beyond every wait of a scenario on real time; on virtual time none is near it. In milliseconds. */
const SCENARIO_TIMEOUT_MS = 120_000

declare module 'vitest' {
  interface TaskMeta {
    /** What the scenario came to, for whoever reports the run. */
    scenario?: ScenarioResult
  }
}

/**
 * Declares a scenario. Its body does things to the app; when it is over, every rule of the catalogue judges the trace,
 * and the rules named are required to have been exercised.
 *
 * @example
 * conformance('a push rings a locked phone', { rules: ['PUSH-REPORT-001'] }, async ({ app, caller, user, rings }) => {
 *   await app.isIn('background')
 *   await user.lock()
 *   await caller.calls()
 *   await rings()
 * })
 */
export function conformance(title: string, options: ScenarioOptions, body: (scene: Scene) => Promise<void>): void {
  const file = collectedFile() ?? expect.getState().testPath ?? 'unnamed'
  const scenario: Scenario = {
    id: scenarioId(file, title),
    suite: suiteOf(file),
    title,
    body,
    rules: options.rules,
    needs: options.needs ?? [],
    time: options.time ?? 'real',
  }
  if (collect(scenario)) return
  const runOptions = inject(RUN_OPTIONS)
  const leftOut = whyLeftOut(runOptions, scenario)
  // Declared all the same: vitest takes a suite without tests for a mistake.
  if (leftOut !== undefined)
    return runOptions.tellsLeftOut
      ? test(title, ({ skip }) => skip(leftOut))
      : test.skip(`${title}: ${leftOut}`, () => {})
  const { releases, repeat } = runOptions
  const tags = tagsOf(options.rules)
  const declare = (release: string) =>
    test(title, { tags, timeout: SCENARIO_TIMEOUT_MS * repeat }, (context) => run(scenario, release, context))
  const [only, ...others] = releases
  if (only !== undefined && others.length === 0) declare(only)
  else
    for (const release of releases)
      describe(`iOS ${release}`, () => {
        declare(release)
      })
}

async function run(scenario: Scenario, release: string, { task, skip }: TestContext): Promise<void> {
  const { options, subject, target, judgedBy } = await theWorker()
  const { id, suite, title } = scenario
  if (options.allure) await describeInAllure(scenario, release)
  const why = inapplicable(scenario.needs, subject)
  if (why !== undefined) {
    task.meta.scenario = { id, suite, title, release, verdict: 'skipped', durationMs: 0, message: why, rules: [] }
    skip(why)
  }
  const { releases, repeat, time, out } = options
  const marks = releases.length > 1 ? [`ios-${release}`] : []
  const played = await playRepeatedly(scenario, { subject, target, release, time, out, judgedBy, marks }, repeat)
  task.meta.scenario = played.result
  if (options.allure) await reportToAllure(played, out)
  const { verdict, message, rules } = played.result
  if (verdict === 'skipped') skip(message)
  if (verdict === 'error') throw new ScenarioBrokenError(message ?? 'the scenario broke')
  if (verdict === 'inconclusive') throw new ScenarioInconclusiveError(message ?? 'the clocks cannot tell')
  if (verdict !== 'fail') return
  const broken = rules.filter((rule) => rule.verdict === 'fail' && !rule.expected)
  throw new ConformanceAssertionError(broken.map(({ id: rule, message: seen }) => `${rule}: ${seen}`).join('\n'))
}
