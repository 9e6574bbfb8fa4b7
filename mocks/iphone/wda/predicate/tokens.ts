import { WebDriverError } from '../web-driver-error.ts'

/** A lexical element of an `NSPredicate` format string, and where it begins. */
export type Token = { readonly at: number } & (
  | { readonly kind: 'end' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'symbol'; readonly value: string }
  | { readonly kind: 'word'; readonly value: string }
)

const SPACE = /\s+/y
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/iy
const WORD = /[A-Za-z_][\w.]*/y
const SYMBOL = /&&|\|\||==|=>|=<|!=|<>|<=|>=|[=<>!(){},[\]]/y
const UNICODE_ESCAPE = /\\u([\dA-Fa-f]{4})/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/**
 * Splits an `NSPredicate` format string; the last token is always `end`.
 *
 * @throws WebDriverError `invalid selector` at a character that begins no token, or a string that does not end.
 */
export function tokenize(format: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(format)?.[0]
  }
  while (at < format.length) {
    const quote = format.charAt(at)
    const space = take(SPACE)
    const number = take(NUMBER)
    const word = take(WORD)
    const symbol = take(SYMBOL)
    if (space !== undefined) {
      at += space.length
    } else if (quote === '"' || quote === "'") {
      const { value, length } = quoted(format, at)
      tokens.push({ kind: 'string', at, value })
      at += length
    } else if (number !== undefined) {
      tokens.push({ kind: 'number', at, value: Number(number) })
      at += number.length
    } else if (word !== undefined) {
      tokens.push({ kind: 'word', at, value: word })
      at += word.length
    } else if (symbol !== undefined) {
      tokens.push({ kind: 'symbol', at, value: symbol })
      at += symbol.length
    } else {
      throw malformed(format, at, `a key, a value or an operator, not '${quote}'`)
    }
  }
  return [...tokens, { kind: 'end', at }]
}

/** The longest part of a predicate that an error repeats, in characters. */
const EXCERPT = 300

/** The error for a predicate that cannot be parsed: what was expected, and at which character, counted from 0. */
export function malformed(format: string, at: number, expected: string): WebDriverError {
  const shown = format.length > EXCERPT ? `${format.slice(0, EXCERPT)}…` : format
  return new WebDriverError(
    'invalid selector',
    `Unable to parse the format string "${shown}": at position ${at} expected ${expected}`,
  )
}

function quoted(format: string, start: number): { value: string; length: number } {
  const quote = format.charAt(start)
  let value = ''
  for (let at = start + 1; at < format.length; at++) {
    const char = format.charAt(at)
    if (char === quote) return { value, length: at + 1 - start }
    if (char !== '\\') {
      value += char
      continue
    }
    UNICODE_ESCAPE.lastIndex = at
    const unit = UNICODE_ESCAPE.exec(format)?.[1]
    const escaped = format.charAt(at + 1)
    value += unit === undefined ? (ESCAPES[escaped] ?? escaped) : String.fromCharCode(Number.parseInt(unit, 16))
    at += unit === undefined ? 1 : '\\u'.length + unit.length - 1
  }
  throw malformed(format, start, `a string that ends with ${quote}`)
}
