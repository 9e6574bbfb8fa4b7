/** A judge asks of each rule whether it is in force. */
const numbers = new Map<string, readonly number[]>()

function numbersOf(release: string): readonly number[] {
  const known = numbers.get(release) ?? release.split('.').map(Number)
  numbers.set(release, known)
  return known
}

/** Orders iOS releases by number: `9.3` before `17.5` before `18.0.1`. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Whether a rule for these releases holds on `release`. */
export function isInForce({ first, last }: { first: string; last?: string }, release: string): boolean {
  return compareReleases(release, first) >= 0 && (last === undefined || compareReleases(release, last) <= 0)
}
