import { pathToFileURL } from 'node:url'
import type { Scenario } from './scenario.ts'

/** Where declarations go while suites are collected instead of run. */
let collecting:
  | { readonly file: string; readonly captures: readonly string[]; readonly scenarios: Scenario[] }
  | undefined

const collected = new Map<string, readonly Scenario[]>()

/** The suite that is being collected; undefined while suites run as tests. */
export function collectedFile(): string | undefined {
  return collecting?.file
}

/** The captures of pushes that suites are collected with; undefined while suites run as tests. */
export function collectedCaptures(): readonly string[] | undefined {
  return collecting?.captures
}

/** Takes a declared scenario. @returns whether suites are being collected. */
export function collect(scenario: Scenario): boolean {
  collecting?.scenarios.push(scenario)
  return collecting !== undefined
}

/**
 * The scenarios that suites declare, for a caller that plays them itself. A suite declares once in a process, when it is
 * first loaded: who asks again gets the same scenarios, for the captures of then.
 *
 * @param files Absolute paths of the suites.
 * @param captures Captures of pushes, for each of which there is a scenario.
 */
export async function collectScenarios(
  files: readonly string[],
  captures: readonly string[] = [],
): Promise<Scenario[]> {
  const scenarios: Scenario[] = []
  for (const file of files) scenarios.push(...(collected.get(file) ?? (await load(file, captures))))
  return scenarios
}

async function load(file: string, captures: readonly string[]): Promise<readonly Scenario[]> {
  const scenarios: Scenario[] = []
  collecting = { file, captures, scenarios }
  try {
    await import(pathToFileURL(file).href)
  } finally {
    collecting = undefined
  }
  collected.set(file, scenarios)
  return scenarios
}
