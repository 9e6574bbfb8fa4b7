import type { AttributeValue } from './attributes.ts'

/** How strings are compared: `[c]` ignores case, `[d]` ignores accents. */
export interface ComparisonOptions {
  readonly ignoreCase: boolean
  readonly ignoreAccents: boolean
}

export type Comparison = (left: AttributeValue, right: AttributeValue, options: ComparisonOptions) => boolean

/** The operators of `NSComparisonPredicate` that take one value on each side. */
export const COMPARISONS = {
  '==': equal,
  '!=': (left, right, options) => !equal(left, right, options),
  '<': (left, right) => order(left, right) < 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>': (left, right) => order(left, right) > 0,
  '>=': (left, right) => order(left, right) >= 0,
  BEGINSWITH: strings((left, right) => left.startsWith(right)),
  CONTAINS: strings((left, right) => left.includes(right)),
  ENDSWITH: strings((left, right) => left.endsWith(right)),
  LIKE: strings((left, right) => wildcards(right).test(left)),
  // The pattern is not folded: lower case would turn \S into \s.
  MATCHES: (left, right, options) =>
    typeof left === 'string' &&
    typeof right === 'string' &&
    regularExpression(right, options.ignoreCase).test(fold(left, { ...options, ignoreCase: false })),
} as const satisfies Record<string, Comparison>

export type Operator = keyof typeof COMPARISONS

/** Every spelling of an operator in the predicate format string syntax, in upper case. */
export const OPERATOR_SPELLINGS: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries((Object.keys(COMPARISONS) as Operator[]).map((operator) => [operator, operator])),
  '=': '==',
  '<>': '!=',
  '=<': '<=',
  '=>': '>=',
}

/** @throws SyntaxError when `pattern` is no regular expression. */
export function regularExpression(pattern: string, ignoreCase: boolean): RegExp {
  return new RegExp(`^(?:${pattern})$`, ignoreCase ? 'isu' : 'su')
}

function equal(left: AttributeValue, right: AttributeValue, options: ComparisonOptions): boolean {
  if (typeof left === 'string' && typeof right === 'string') return fold(left, options) === fold(right, options)
  // A Boolean is the number 0 or 1 to NSPredicate; a string is never equal to a number.
  return unboxed(left) === unboxed(right)
}

function order(left: AttributeValue, right: AttributeValue): number {
  const [a, b] = [unboxed(left), unboxed(right)]
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return Number.NaN
}

function strings(compare: (left: string, right: string) => boolean): Comparison {
  return (left, right, options) =>
    typeof left === 'string' && typeof right === 'string' && compare(fold(left, options), fold(right, options))
}

function unboxed(value: AttributeValue): number | string | null {
  return typeof value === 'boolean' ? Number(value) : value
}

function fold(text: string, { ignoreCase, ignoreAccents }: ComparisonOptions): string {
  const plain = ignoreAccents ? text.normalize('NFD').replace(/\p{M}/gu, '') : text
  return ignoreCase ? plain.toLowerCase() : plain
}

function wildcards(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'su')
}
