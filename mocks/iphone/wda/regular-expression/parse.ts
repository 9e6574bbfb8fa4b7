import { ANCHORS, anyCharacter, anyInLine, characterTest, exactly, POSITION_ESCAPES } from './characters.ts'
import { RegularExpressionError, type ExpressionNode } from './syntax.ts'

/** How deep groups may be nested, so that a pattern cannot exhaust the stack. */
const DEPTH_LIMIT = 100

interface Flags {
  readonly ignoreCase: boolean
  readonly dotAll: boolean
}

const QUANTIFIER = /([*+?])|\{(\d{1,6})(?:(,)(\d{1,6})?)?\}/y
const FLAGS = /\(\?([is]*)(?:-([is]+))?([:)])/y
const GROUP_START = /\((?:\?:|\?<[A-Za-z]\w*>)?/y
const LOOK_AROUND = /\(\?(?:[=!>]|<[=!])/y
const SET = /\[\^?(?:\\[^]|[^\\[\]])+\]/y
const CHARACTER_ESCAPE = /\\(?:[dDsSwWtnrfv]|[pP]\{[^}]*\}|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|c[A-Za-z]|[^\w\s])/y
const SYNTAX_CHARACTER = /[\^$\\.*+?()[\]{}|/]/g
const RANGES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '*': [0, Infinity],
  '+': [1, Infinity],
  '?': [0, 1],
}

/**
 * Parses the part of ICU's syntax that a finite automaton can carry out.
 *
 * @throws RegularExpressionError for a malformed pattern, and for back-references, look-around, and atomic or
 *   possessive parts, which no automaton matches in linear time.
 * @see https://unicode-org.github.io/icu/userguide/strings/regexp.html
 */
export function parseExpression(pattern: string, flags: Flags): ExpressionNode {
  const parser = new Parser(pattern)
  return parser.parse(flags)
}

class Parser {
  readonly #pattern: string
  #at = 0
  #depth = 0

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  parse(flags: Flags): ExpressionNode {
    const node = this.#choice(flags)
    if (this.#at < this.#pattern.length) throw this.#expected("no ')' that opens nothing")
    return node
  }

  #choice(flags: Flags): ExpressionNode {
    if (++this.#depth > DEPTH_LIMIT) throw this.#expected(`at most ${DEPTH_LIMIT} groups within one another`)
    let current = flags
    const alternatives: ExpressionNode[][] = [[]]
    while (this.#at < this.#pattern.length && this.#peek() !== ')') {
      const changed = this.#flagsFromHere(current)
      if (changed) current = changed
      else if (this.#skip('|')) alternatives.push([])
      else alternatives.at(-1)?.push(this.#quantified(current))
    }
    this.#depth--
    const parts = alternatives.map((each): ExpressionNode => ({ kind: 'sequence', parts: each }))
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', alternatives: parts }
  }

  /** `(?i)` holds for the rest of the group that it stands in. */
  #flagsFromHere(flags: Flags): Flags | undefined {
    const start = this.#at
    const match = this.#take(FLAGS)
    if (match?.[3] === ')') return withFlags(flags, match)
    this.#at = start
    return undefined
  }

  #quantified(flags: Flags): ExpressionNode {
    const part = this.#atom(flags)
    const match = this.#take(QUANTIFIER)
    if (!match) return part
    const [, sign, least, comma, most] = match
    const [min, max] = RANGES[sign ?? ''] ?? [
      Number(least),
      comma === undefined ? Number(least) : Number(most ?? Infinity),
    ]
    if (max < min) throw this.#expected('a range of repetitions that does not run backwards')
    if (this.#peek() === '+') throw this.#expected('no possessive quantifier, which this engine does not have')
    // Whether a quantifier is lazy decides what is captured, not whether the whole text matches.
    this.#skip('?')
    if (/[*+{?]/.test(this.#peek())) throw this.#expected('one quantifier, not two')
    return { kind: 'repeat', part, min, max }
  }

  #atom(flags: Flags): ExpressionNode {
    const first = this.#peek()
    if (first === '(') return this.#group(flags)
    if (first === '[') return this.#set(flags)
    if (first === '\\') return this.#escape(flags)
    if (/[*+?{]/.test(first)) throw this.#expected('something to repeat')
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0)
    this.#at += character.length
    const anchor = ANCHORS[character]
    if (anchor) return { kind: 'position', test: anchor }
    if (character === '.') return { kind: 'character', test: flags.dotAll ? anyCharacter : anyInLine }
    if (!flags.ignoreCase) return { kind: 'character', test: exactly(character) }
    return { kind: 'character', test: characterTest(character.replace(SYNTAX_CHARACTER, '\\$&'), true) }
  }

  #group(flags: Flags): ExpressionNode {
    if (this.#take(LOOK_AROUND)) throw this.#expected('no look-around or atomic group, which this engine does not have')
    const scoped = this.#take(FLAGS)
    if (!scoped && (!this.#take(GROUP_START) || this.#peek() === '?'))
      throw this.#expected('a group: (…), (?:…), (?<name>…) or (?i:…)')
    const node = this.#choice(scoped ? withFlags(flags, scoped) : flags)
    if (!this.#skip(')')) throw this.#expected("')'")
    return node
  }

  #set({ ignoreCase }: Flags): ExpressionNode {
    const start = this.#at
    const text = this.#take(SET)?.[0]
    if (text === undefined || text.includes('&&')) throw this.#expected('a set such as [a-z], without sets inside it')
    return { kind: 'character', test: this.#compiled(text, ignoreCase, start) }
  }

  #escape({ ignoreCase }: Flags): ExpressionNode {
    const start = this.#at
    const position = POSITION_ESCAPES[this.#pattern.charAt(start + 1)]
    if (position) {
      this.#at += 2
      return { kind: 'position', test: position }
    }
    const text = this.#take(CHARACTER_ESCAPE)?.[0]
    if (text === undefined) throw this.#expected('an escape such as \\d, \\. or \\u0041; there are no back-references')
    // An escaped sign that means nothing to the engine of the language stands for itself.
    const plain = /^\\[^\w^$\\.*+?()[\]{}|/]$/.test(text) ? text.slice(1) : text
    return { kind: 'character', test: this.#compiled(plain, ignoreCase, start) }
  }

  #compiled(source: string, ignoreCase: boolean, at: number): (character: string) => boolean {
    try {
      return characterTest(source, ignoreCase)
    } catch {
      throw new RegularExpressionError(this.#pattern, at, `a set or an escape that means something, not ${source}`)
    }
  }

  #peek(): string {
    return this.#pattern.charAt(this.#at)
  }

  #skip(character: string): boolean {
    if (this.#peek() !== character) return false
    this.#at++
    return true
  }

  #take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at
    const match = expression.exec(this.#pattern)
    this.#at += match?.[0].length ?? 0
    return match
  }

  #expected(what: string): RegularExpressionError {
    return new RegularExpressionError(this.#pattern, this.#at, what)
  }
}

function withFlags(flags: Flags, [, on = '', off = '']: RegExpExecArray): Flags {
  const given = (letter: string, before: boolean) => (before || on.includes(letter)) && !off.includes(letter)
  return { ignoreCase: given('i', flags.ignoreCase), dotAll: given('s', flags.dotAll) }
}
