/** A word that names rules. */
export interface RulePattern {
  /** As it was written. */
  readonly text: string
  /** Whether the rules that it names are left out. */
  readonly leavesOut: boolean
  readonly matches: (id: string) => boolean
}

/** Advice about backends is no part of the catalogue: only words that begin so mean it. */
const ADVICE = 'LINT'

/**
 * Reads words that name rules, with commas or spaces between them: an id, or the beginning of several; `*` stands for
 * anything, and a `!` in front leaves out.
 *
 * @example rulePatterns(['PUSH-*,AUDIO-001', '!PUSH-TOKEN'])
 */
export function rulePatterns(texts: readonly string[]): RulePattern[] {
  return texts
    .flatMap((text) => text.split(/[\s,]+/))
    .filter((word) => word !== '')
    .map((text) => {
      const leavesOut = text.startsWith('!')
      const name = text.slice(leavesOut ? 1 : 0).toUpperCase()
      const begins = new RegExp(`^${name.replaceAll(/[^A-Z0-9*-]/g, String.raw`\$&`).replaceAll('*', '.*')}`)
      const matches = (id: string) => begins.test(id) && (!id.startsWith(ADVICE) || name.startsWith(ADVICE))
      return { text, leavesOut, matches }
    })
}

/** Whether words name a rule: one of them does, or all of them only leave out, and none leaves it out. */
export function isNamed(id: string, patterns: readonly RulePattern[]): boolean {
  const takesIn = patterns.filter(({ leavesOut }) => !leavesOut)
  const isIn = takesIn.length === 0 ? !id.startsWith(ADVICE) : takesIn.some(({ matches }) => matches(id))
  return isIn && !patterns.some(({ leavesOut, matches }) => leavesOut && matches(id))
}
