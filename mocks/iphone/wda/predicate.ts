import type { UIElement } from '../screen/element.ts'
import { attributeNamed, attributeOf, type AttributeValue } from './attributes.ts'
import {
  COMPARISONS,
  OPERATOR_SPELLINGS,
  regularExpression,
  type Comparison,
  type ComparisonOptions,
  type Operator,
} from './predicate-comparison.ts'
import { malformed, tokenize, type Token } from './predicate-tokens.ts'

export type Predicate = (element: UIElement) => boolean
type Value = (element: UIElement) => AttributeValue

const CONSTANTS: Readonly<Record<string, AttributeValue>> = {
  TRUE: true,
  YES: true,
  FALSE: false,
  NO: false,
  NULL: null,
  NIL: null,
}

/**
 * Compiles an `NSPredicate` format string over the attributes that WebDriverAgent knows.
 *
 * @throws WebDriverError `invalid argument`, naming the position, when it cannot be parsed.
 * @see https://developer.apple.com/library/archive/documentation/Cocoa/Conceptual/Predicates/Articles/pSyntax.html
 */
export function parsePredicate(format: string): Predicate {
  return new Parser(format).parse()
}

class Parser {
  readonly #format: string
  readonly #tokens: readonly Token[]
  #index = 0

  constructor(format: string) {
    this.#format = format
    this.#tokens = tokenize(format)
  }

  parse(): Predicate {
    const predicate = this.#or()
    if (this.#token.kind !== 'end') throw this.#expected('AND, OR or the end')
    return predicate
  }

  #or(): Predicate {
    const alternatives = [this.#and()]
    while (this.#skip('OR', '||')) alternatives.push(this.#and())
    return (element) => alternatives.some((each) => each(element))
  }

  #and(): Predicate {
    const conditions = [this.#not()]
    while (this.#skip('AND', '&&')) conditions.push(this.#not())
    return (element) => conditions.every((each) => each(element))
  }

  #not(): Predicate {
    if (!this.#skip('NOT', '!')) return this.#primary()
    const negated = this.#not()
    return (element) => !negated(element)
  }

  #primary(): Predicate {
    if (this.#skip('TRUEPREDICATE')) return () => true
    if (this.#skip('FALSEPREDICATE')) return () => false
    if (!this.#skip('(')) return this.#comparison()
    const inner = this.#or()
    this.#need(')')
    return inner
  }

  #comparison(): Predicate {
    const left = this.#value()
    if (this.#skip('IN')) return this.#membership(left, this.#options())
    if (this.#skip('BETWEEN')) return this.#range(left)
    const operator = this.#operator()
    const options = this.#options()
    if (operator === 'MATCHES') this.#checkExpression()
    const right = this.#value()
    const compare: Comparison = COMPARISONS[operator]
    return (element) => compare(left(element), right(element), options)
  }

  #membership(left: Value, options: ComparisonOptions): Predicate {
    if (!this.#at('{')) {
      // With a string on its right, IN asks whether the left side occurs in it.
      const right = this.#value()
      return (element) => COMPARISONS.CONTAINS(right(element), left(element), options)
    }
    const items = this.#list()
    return (element) => items.some((item) => COMPARISONS['=='](left(element), item(element), options))
  }

  #range(left: Value): Predicate {
    const start = this.#token
    const [low, high, ...rest] = this.#list()
    if (!low || !high || rest.length > 0) throw malformed(this.#format, start.at, 'a list of two bounds')
    return (element) =>
      COMPARISONS['>='](left(element), low(element)) && COMPARISONS['<='](left(element), high(element))
  }

  #list(): Value[] {
    this.#need('{')
    if (this.#skip('}')) return []
    const items = [this.#value()]
    while (this.#skip(',')) items.push(this.#value())
    this.#need('}')
    return items
  }

  #value(): Value {
    const token = this.#token
    if (token.kind === 'string' || token.kind === 'number') {
      this.#index++
      return () => token.value
    }
    if (token.kind !== 'word') throw this.#expected('a key or a value')
    this.#index++
    const constant = CONSTANTS[token.value.toUpperCase()]
    if (constant !== undefined) return () => constant
    const name = attributeNamed(token.value)
    return (element) => attributeOf(element, name)
  }

  #operator(): Operator {
    const token = this.#token
    const spelling = token.kind === 'symbol' || token.kind === 'word' ? token.value.toUpperCase() : ''
    const found = OPERATOR_SPELLINGS[spelling]
    if (!found) throw this.#expected('a comparison operator')
    this.#index++
    return found
  }

  #options(): ComparisonOptions {
    if (!this.#skip('[')) return { ignoreCase: false, ignoreAccents: false }
    const token = this.#token
    if (token.kind !== 'word' || !/^[cdn]+$/i.test(token.value)) throw this.#expected('the options c, d or cd')
    this.#index++
    this.#need(']')
    const letters = token.value.toLowerCase()
    return { ignoreCase: letters.includes('c'), ignoreAccents: letters.includes('d') }
  }

  #checkExpression(): void {
    const token = this.#token
    if (token.kind !== 'string') throw this.#expected('a regular expression in quotes')
    try {
      regularExpression(token.value, false)
    } catch {
      throw this.#expected('a valid regular expression')
    }
  }

  get #token(): Token {
    // The last token is `end` and nothing advances past it.
    return this.#tokens[this.#index] ?? { kind: 'end', at: this.#format.length }
  }

  #at(...spellings: string[]): boolean {
    const token = this.#token
    return (token.kind === 'word' || token.kind === 'symbol') && spellings.includes(token.value.toUpperCase())
  }

  #skip(...spellings: string[]): boolean {
    if (!this.#at(...spellings)) return false
    this.#index++
    return true
  }

  #need(symbol: string): void {
    if (!this.#skip(symbol)) throw this.#expected(`'${symbol}'`)
  }

  #expected(what: string): Error {
    return malformed(this.#format, this.#token.at, what)
  }
}
