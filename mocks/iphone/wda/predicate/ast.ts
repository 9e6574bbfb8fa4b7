/** How strings are compared: `[c]` ignores case, `[d]` ignores accents. */
export interface ComparisonOptions {
  readonly ignoreCase: boolean
  readonly ignoreAccents: boolean
}

/** The operators of `NSComparisonPredicate`. */
export const OPERATORS = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'BEGINSWITH',
  'BETWEEN',
  'CONTAINS',
  'ENDSWITH',
  'IN',
  'LIKE',
  'MATCHES',
] as const

export type Operator = (typeof OPERATORS)[number]

/** One side of a comparison. */
export type Operand =
  | { readonly kind: 'constant'; readonly value: boolean | number | string | null }
  /** An attribute, and for `rect` and strings what of it: `rect.x`, `label.length`. */
  | { readonly kind: 'key'; readonly path: string }
  | { readonly kind: 'list'; readonly items: readonly Operand[] }

/** An `NSPredicate`. */
export type PredicateNode =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly PredicateNode[] }
  | { readonly kind: 'not'; readonly operand: PredicateNode }
  | { readonly kind: 'always'; readonly value: boolean }
  | {
      readonly kind: 'comparison'
      /** Whether each item of the left side is compared, and how many have to fit. */
      readonly modifier?: 'ALL' | 'ANY'
      readonly left: Operand
      readonly operator: Operator
      readonly options: ComparisonOptions
      readonly right: Operand
    }
