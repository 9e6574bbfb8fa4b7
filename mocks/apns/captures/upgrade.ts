import { CAPTURE_VERSION } from './capture.ts'

/** Turns lines of one version of the format into lines of the next. */
export interface Upgrade {
  header(line: unknown): unknown
  push(line: unknown): unknown
}

/** By the version that an upgrade starts from. Empty as long as there is only one version. */
const upgrades: ReadonlyMap<number, Upgrade> = new Map()

/**
 * The upgrade from `version` to `target` in as many steps as it takes.
 *
 * @returns Nothing when there is no way, such as from a version that is newer than this gateway.
 */
export function upgradeFrom(
  version: number,
  steps: ReadonlyMap<number, Upgrade> = upgrades,
  target: number = CAPTURE_VERSION,
): Upgrade | undefined {
  if (version === target) return { header: (line) => line, push: (line) => line }
  const step = steps.get(version)
  const rest = step && upgradeFrom(version + 1, steps, target)
  if (!step || !rest) return undefined
  return { header: (line) => rest.header(step.header(line)), push: (line) => rest.push(step.push(line)) }
}
