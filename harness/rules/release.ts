/** A part of a release has fewer digits than this number. */
const PART = 100_000

/** A judge asks of each rule whether it is in force. */
const numbers = new Map<string, number>()

/** One number for all parts of a release, which go in order of their weight. */
function numberOf(release: string): number {
  let number = numbers.get(release)
  if (number === undefined) {
    const [major = 0, minor = 0, patch = 0] = release.split('.').map(Number)
    numbers.set(release, (number = (major * PART + minor) * PART + patch))
  }
  return number
}

/** Orders iOS releases by number: `9.3` before `17.5` before `18.0.1`. */
export function compareReleases(a: string, b: string): number {
  return numberOf(a) - numberOf(b)
}

/** Whether a rule for these releases holds on `release`. */
export function isInForce({ first, last }: { first: string; last?: string }, release: string): boolean {
  return compareReleases(release, first) >= 0 && (last === undefined || compareReleases(release, last) <= 0)
}
