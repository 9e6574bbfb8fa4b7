import { OPERATORS, type ComparisonOptions, type Operand, type Operator, type PredicateNode } from './ast.ts'
import { malformed, tokenize, type Token } from './tokens.ts'

/** How deep parentheses, NOT and lists may be nested, so that a predicate cannot exhaust the stack. */
const DEPTH_LIMIT = 100

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['TRUE', true],
  ['YES', true],
  ['FALSE', false],
  ['NO', false],
  ['NULL', null],
  ['NIL', null],
])

/** Every spelling of an operator, in upper case. */
const SPELLINGS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...OPERATORS.map((operator) => [operator, operator] as const),
  ['=', '=='],
  ['<>', '!='],
  ['=<', '<='],
  ['=>', '>='],
])

/**
 * Parses an `NSPredicate` format string.
 *
 * @throws WebDriverError `invalid selector`, naming the position. WebDriverAgent lets the exception of Foundation pass
 *   and answers `unknown error`; the text begins alike.
 * @see https://developer.apple.com/library/archive/documentation/Cocoa/Conceptual/Predicates/Articles/pSyntax.html
 */
export function parsePredicate(format: string): PredicateNode {
  return new Parser(format).parse()
}

class Parser {
  readonly #format: string
  readonly #tokens: readonly Token[]
  #index = 0
  #depth = 0

  constructor(format: string) {
    this.#format = format
    this.#tokens = tokenize(format)
  }

  parse(): PredicateNode {
    const predicate = this.#or()
    if (this.#token.kind !== 'end') throw this.#expected('AND, OR or the end')
    return predicate
  }

  #or(): PredicateNode {
    return this.#compound('or', () => this.#and(), 'OR', '||')
  }

  #and(): PredicateNode {
    return this.#compound('and', () => this.#not(), 'AND', '&&')
  }

  #compound(kind: 'and' | 'or', operand: () => PredicateNode, ...spellings: string[]): PredicateNode {
    const first = operand()
    const operands = [first]
    while (this.#skip(...spellings)) operands.push(operand())
    return operands.length > 1 ? { kind, operands } : first
  }

  #not(): PredicateNode {
    if (!this.#skip('NOT', '!')) return this.#primary()
    return { kind: 'not', operand: this.#nested(() => this.#not()) }
  }

  #primary(): PredicateNode {
    if (this.#skip('TRUEPREDICATE')) return { kind: 'always', value: true }
    if (this.#skip('FALSEPREDICATE')) return { kind: 'always', value: false }
    if (this.#skip('ANY', 'SOME')) return this.#comparison('ANY')
    if (this.#skip('ALL')) return this.#comparison('ALL')
    if (this.#skip('NONE')) return { kind: 'not', operand: this.#comparison('ANY') }
    if (!this.#skip('(')) return this.#comparison()
    const inner = this.#nested(() => this.#or())
    this.#need(')')
    return inner
  }

  #comparison(modifier?: 'ALL' | 'ANY'): PredicateNode {
    const left = this.#operand()
    const operator = this.#operator()
    const options = this.#options()
    const start = this.#token
    const right = this.#operand()
    if (operator === 'BETWEEN' && (right.kind !== 'list' || right.items.length !== 2))
      throw malformed(this.#format, start.at, 'a list of two bounds')
    if (operator === 'MATCHES' && start.kind !== 'string')
      throw malformed(this.#format, start.at, 'a regular expression in quotes')
    return { kind: 'comparison', ...(modifier && { modifier }), left, operator, options, right }
  }

  #operand(): Operand {
    const token = this.#token
    if (this.#at('{')) return { kind: 'list', items: this.#nested(() => this.#list()) }
    if (token.kind !== 'string' && token.kind !== 'number' && token.kind !== 'word')
      throw this.#expected('a key or a value')
    this.#index++
    if (token.kind !== 'word') return { kind: 'constant', value: token.value }
    const constant = CONSTANTS.get(token.value.toUpperCase())
    return constant === undefined ? { kind: 'key', path: token.value } : { kind: 'constant', value: constant }
  }

  #list(): Operand[] {
    this.#need('{')
    if (this.#skip('}')) return []
    const items = [this.#operand()]
    while (this.#skip(',')) items.push(this.#operand())
    this.#need('}')
    return items
  }

  #operator(): Operator {
    const token = this.#token
    const spelling = token.kind === 'symbol' || token.kind === 'word' ? token.value.toUpperCase() : ''
    const found = SPELLINGS.get(spelling)
    if (!found) throw this.#expected('a comparison operator')
    this.#index++
    return found
  }

  #options(): ComparisonOptions {
    if (!this.#skip('[')) return { ignoreCase: false, ignoreAccents: false }
    const token = this.#token
    if (token.kind !== 'word' || !/^[cdln]+$/i.test(token.value)) throw this.#expected('the options c, d or cd')
    this.#index++
    this.#need(']')
    const letters = token.value.toLowerCase()
    return { ignoreCase: letters.includes('c'), ignoreAccents: letters.includes('d') }
  }

  #nested<Result>(parse: () => Result): Result {
    if (++this.#depth > DEPTH_LIMIT) throw this.#expected(`at most ${DEPTH_LIMIT} parentheses within one another`)
    const result = parse()
    this.#depth--
    return result
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
