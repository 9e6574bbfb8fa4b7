import type { Reporter, SerializedError, TestCase, TestModule, TestRunEndReason } from 'vitest/node'
import type { ScenarioResult } from '../../../reports/results.ts'
import { scenarioId } from '../../scenario/scenario.ts'

/** Collects what the workers tell, and passes each scenario on as it ends. */
export class ProgressReporter implements Reporter {
  readonly scenarios: ScenarioResult[] = []
  /** What broke outside any scenario. */
  readonly errors: string[] = []
  readonly #ended: (scenario: ScenarioResult) => void

  constructor(ended: (scenario: ScenarioResult) => void) {
    this.#ended = ended
  }

  onTestCaseResult(test: TestCase): void {
    const { scenario } = test.meta()
    if (!scenario) return
    this.scenarios.push(scenario)
    this.#ended(scenario)
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: TestRunEndReason): void {
    for (const module of modules) {
      for (const { message } of module.errors()) this.errors.push(`${module.relativeModuleId} broke: ${message}`)
      // A run that was told to end has left some out.
      if (reason !== 'interrupted') this.errors.push(...withoutResult([...module.children.allTests()]))
    }
    for (const { message } of unhandled) this.errors.push(`outside any scenario: ${message}`)
  }
}

/** The scenarios of a suite are played one after the other: what has ended the first has ended those after it. */
function withoutResult(tests: readonly TestCase[]): string[] {
  const missing = tests.filter((test) => !test.meta().scenario && test.options.mode !== 'skip')
  const [first] = missing
  if (!first) return []
  const others = missing.length > 1 ? `, and neither have ${missing.length - 1} after it` : ''
  const why =
    first.result().errors?.[0]?.message ??
    'its worker was ended, as is done when an app on virtual time blocks for 15 s in a loop, or for 30 s in a synchronous wait'
  return [`${scenarioId(first.module.moduleId, first.name)} has no result${others}: ${why}`]
}
