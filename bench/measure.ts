/** How long some work takes, in milliseconds. */
export async function duration(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Does work one after the other. @returns How long each took, in milliseconds. */
export async function durations(count: number, work: (index: number) => unknown): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < count; index++) taken.push(await duration(() => work(index)))
  return taken
}

/** The value that `share` (0 to 1) of the samples do not exceed. @throws RangeError when there are none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (value === undefined) throw new RangeError('a quantile takes at least one sample, and there was none')
  return value
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5)
}
