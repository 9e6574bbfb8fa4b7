import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'
import type { ScenarioResult } from '../../../reports/results.ts'
import { declaredScenarios, scenarioId } from './declared-scenarios.ts'

/** Collects what the workers tell, and passes each scenario on as it ends. */
export class ProgressReporter implements Reporter {
  readonly scenarios: ScenarioResult[] = []
  /** Ids of all scenarios there are, whether selected or not. */
  readonly declared: string[] = []
  /** What broke outside any scenario. */
  readonly errors: string[] = []
  readonly #ended: (scenario: ScenarioResult) => void

  constructor(ended: (scenario: ScenarioResult) => void) {
    this.#ended = ended
  }

  onTestModuleCollected(module: TestModule): void {
    this.declared.push(...declaredScenarios(module))
  }

  onTestCaseResult(test: TestCase): void {
    const { scenario } = test.meta()
    if (!scenario) return
    this.scenarios.push(scenario)
    this.#ended(scenario)
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    for (const module of modules) {
      for (const { message } of module.errors()) this.errors.push(`${module.relativeModuleId} broke: ${message}`)
      for (const test of module.children.allTests()) {
        if (test.meta().scenario || test.options.mode === 'skip') continue
        const why = test.result().errors?.[0]?.message ?? 'its worker ended, or the run was ended, before it did'
        this.errors.push(`${scenarioId(test)} has no result: ${why}`)
      }
    }
    for (const { message } of unhandled) this.errors.push(`outside any scenario: ${message}`)
  }
}
