import type { AttributeValue } from '../attributes.ts'
import { wholeMatcher } from '../regular-expression/regular-expression.ts'
import type { ComparisonOptions, Operator } from './ast.ts'
import { matchesWildcards } from './wildcard.ts'

/** What an operand is for one element; a list for `BETWEEN` and `IN`. */
export type Comparable = AttributeValue | readonly AttributeValue[]

type Comparison = (left: Comparable, right: Comparable, options: ComparisonOptions) => boolean

/** What the operators of `NSComparisonPredicate` do, but for `MATCHES`, which is compiled by {@link expressionTest}. */
export const COMPARISONS = {
  '==': equal,
  '!=': (left, right, options) => !equal(left, right, options),
  '<': (left, right, options) => order(left, right, options) < 0,
  '<=': (left, right, options) => order(left, right, options) <= 0,
  '>': (left, right, options) => order(left, right, options) > 0,
  '>=': (left, right, options) => order(left, right, options) >= 0,
  BEGINSWITH: strings((left, right) => left.startsWith(right)),
  BETWEEN: (left, right, options) =>
    isList(right) && order(left, right[0] ?? null, options) >= 0 && order(left, right[1] ?? null, options) <= 0,
  CONTAINS: strings((left, right) => left.includes(right)),
  ENDSWITH: strings((left, right) => left.endsWith(right)),
  // With a string on its right, IN asks whether the left side occurs in it.
  IN: (left, right, options) =>
    isList(right)
      ? right.some((item) => equal(left, item, options))
      : strings((within, what) => within.includes(what))(right, left, options),
  LIKE: strings(matchesWildcards),
} as const satisfies Partial<Record<Operator, Comparison>>

/**
 * The test that `MATCHES` makes.
 *
 * @throws RegularExpressionError
 */
export function expressionTest(pattern: string, options: ComparisonOptions): (value: Comparable) => boolean {
  const matches = wholeMatcher(pattern, options)
  // Only the text is folded: in lower case, \S would turn into \s.
  return (value) => typeof value === 'string' && matches(fold(value, { ...options, ignoreCase: false }))
}

export function isList(value: Comparable): value is readonly AttributeValue[] {
  return Array.isArray(value)
}

function equal(left: Comparable, right: Comparable, options: ComparisonOptions): boolean {
  if (typeof left === 'string' && typeof right === 'string') return fold(left, options) === fold(right, options)
  // A Boolean is the number 0 or 1 to NSPredicate; a string is never equal to a number.
  return unboxed(left) === unboxed(right)
}

function order(left: Comparable, right: Comparable, options: ComparisonOptions): number {
  const [a, b] = [unboxed(left), unboxed(right)]
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a !== 'string' || typeof b !== 'string') return Number.NaN
  const [first, second] = [fold(a, options), fold(b, options)]
  return first < second ? -1 : first > second ? 1 : 0
}

function strings(compare: (left: string, right: string) => boolean): Comparison {
  return (left, right, options) =>
    typeof left === 'string' && typeof right === 'string' && compare(fold(left, options), fold(right, options))
}

function unboxed(value: Comparable): Comparable {
  return typeof value === 'boolean' ? Number(value) : value
}

function fold(text: string, { ignoreCase, ignoreAccents }: ComparisonOptions): string {
  const plain = ignoreAccents ? text.normalize('NFD').replace(/\p{M}/gu, '') : text
  return ignoreCase ? plain.toLowerCase() : plain
}
