/** Turns the lines of one version of a file format into lines of the next. */
export interface Upgrade {
  header(line: unknown): unknown
  /** Any other line. */
  entry(line: unknown): unknown
}

/**
 * The upgrade from `version` to `target` in as many steps as it takes.
 *
 * @param steps By the version that each starts from.
 * @returns Nothing when there is no way, such as from a version that is newer than this program.
 */
export function upgradeFrom(version: number, target: number, steps: ReadonlyMap<number, Upgrade>): Upgrade | undefined {
  if (version === target) return { header: (line) => line, entry: (line) => line }
  const step = steps.get(version)
  const rest = step && upgradeFrom(version + 1, target, steps)
  if (!step || !rest) return undefined
  return { header: (line) => rest.header(step.header(line)), entry: (line) => rest.entry(step.entry(line)) }
}
