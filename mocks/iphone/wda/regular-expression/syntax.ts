/** What one character of a text has to be. */
export type CharacterTest = (character: string) => boolean

/** What has to lie on both sides of a position; undefined is the edge of the text. */
export type PositionTest = (before: string | undefined, after: string | undefined) => boolean

/** A regular expression as a tree. */
export type ExpressionNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'position'; readonly test: PositionTest }
  | { readonly kind: 'sequence'; readonly parts: readonly ExpressionNode[] }
  | { readonly kind: 'choice'; readonly alternatives: readonly ExpressionNode[] }
  | { readonly kind: 'repeat'; readonly part: ExpressionNode; readonly min: number; readonly max: number }

/** A regular expression that cannot be used. */
export class RegularExpressionError extends Error {
  readonly code = 'REGULAR_EXPRESSION_INVALID'
  override readonly name = 'RegularExpressionError'

  /** @param at Where in the pattern, counted from 0. */
  constructor(pattern: string, at: number, expected: string) {
    super(`expected ${expected} at position ${at} of the regular expression ${JSON.stringify(pattern)}`)
  }
}
