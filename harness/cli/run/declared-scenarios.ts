import type { TestCase, TestModule } from 'vitest/node'
import { scenarioId } from '../../scenario/scenario.ts'

/** The id of the scenario that a test is, as `conformance()` has given it. */
export function idOf({ name, module }: TestCase): string {
  return scenarioId(module.moduleId, name)
}

/** The ids of all scenarios of a suite, selected or not. */
export function declaredScenarios(module: TestModule): string[] {
  return [...module.children.allTests()].map(idOf)
}
