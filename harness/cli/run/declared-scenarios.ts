import { basename } from 'node:path'
import type { TestCase, TestModule } from 'vitest/node'
import { slug } from '../../scenario/scenario.ts'

/** The id of the scenario that a test is, as `conformance()` has given it. */
export function scenarioId({ name, module }: TestCase): string {
  return `${suiteOf(module.moduleId)}/${slug(name)}`
}

/** The ids of all scenarios of a suite, selected or not. */
export function declaredScenarios(module: TestModule): string[] {
  return [...module.children.allTests()].map(scenarioId)
}

function suiteOf(file: string): string {
  return basename(file).replace(/\.suite\.[cm]?[jt]s$/, '')
}
