import { elementTypeNamed, ANY_TYPE } from './element-type.ts'
import { compilePredicate, type Predicate } from './predicate/predicate.ts'
import { descendantsOf, type Snapshot } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'

type Filter = (elements: readonly Snapshot[]) => readonly Snapshot[]

interface Step {
  readonly anyDepth: boolean
  readonly filters: readonly Filter[]
}

export type ClassChain = (root: Snapshot) => readonly Snapshot[]

const TYPE = /\*(?!\*)|\p{L}+/uy
// In a predicate, a doubled delimiter stands for the character itself (FBClassChainQueryParser.m).
const SELF_PREDICATE = /\[`((?:[^`]|``)*)`\]/y
const DESCENDANT_PREDICATE = /\[\$((?:[^$]|\$\$)*)\$\]/y
const POSITION = /\[(-?\d{1,9})\]/y
const ANY_DEPTH = '**/'

/**
 * Compiles a class chain: a path of element types, each of which may carry predicates, and a position after them.
 *
 * @throws WebDriverError `invalid selector`, naming the position; what a predicate inside it throws.
 * @see https://github.com/facebookarchive/WebDriverAgent/wiki/Class-Chain-Queries-Construction-Rules
 */
export function parseClassChain(chain: string): ClassChain {
  const reader = new Reader(chain)
  const steps: Step[] = []
  do {
    const anyDepth = reader.skip(ANY_DEPTH)
    steps.push({ anyDepth, filters: [ofType(reader.type()), ...qualifiers(reader)] })
  } while (reader.skip('/'))
  reader.end()
  return (root) => steps.reduce<readonly Snapshot[]>(follow, [root])
}

class Reader {
  readonly #chain: string
  #at = 0

  constructor(chain: string) {
    this.#chain = chain
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#chain)
    this.#at += match?.[0].length ?? 0
    return match?.[1] ?? match?.[0]
  }

  skip(text: string): boolean {
    const found = this.#chain.startsWith(text, this.#at)
    if (found) this.#at += text.length
    return found
  }

  type(): string {
    const at = this.#at
    const name = this.take(TYPE)
    if (name === '*') return ANY_TYPE
    try {
      return elementTypeNamed(name ?? '')
    } catch (cause) {
      this.#at = at
      const expected = 'an element type such as XCUIElementTypeButton, or *'
      throw name === undefined ? this.expected(expected) : this.expected(`${expected}, not '${name}'`, cause)
    }
  }

  end(): void {
    if (this.#at < this.#chain.length) throw this.expected("'/', '[' or the end")
  }

  expected(what: string, cause?: unknown): WebDriverError {
    return new WebDriverError(
      'invalid selector',
      `Cannot parse class chain query '${this.#chain}': at position ${this.#at} expected ${what}`,
      { cause },
    )
  }
}

function qualifiers(reader: Reader): Filter[] {
  const filters: Filter[] = []
  let positioned = false
  for (;;) {
    const self = reader.take(SELF_PREDICATE)
    const descendant = self === undefined ? reader.take(DESCENDANT_PREDICATE) : undefined
    const position = self === undefined && descendant === undefined ? reader.take(POSITION) : undefined
    if (self === undefined && descendant === undefined && position === undefined) return filters
    if (positioned) throw reader.expected('one position for a type, after its predicates')
    if (self !== undefined) filters.push(matching(compilePredicate(self.replaceAll('``', '`'))))
    else if (descendant !== undefined) filters.push(containing(compilePredicate(descendant.replaceAll('$$', '$'))))
    else {
      if (Number(position) === 0) throw reader.expected('a position other than 0: they count from 1, or from -1 back')
      filters.push(atPosition(Number(position)))
      positioned = true
    }
  }
}

function follow(elements: readonly Snapshot[], { anyDepth, filters }: Step): readonly Snapshot[] {
  const reached = elements.flatMap((each) => (anyDepth ? descendantsOf(each) : each.children))
  return filters.reduce<readonly Snapshot[]>((kept, filter) => filter(kept), [...new Set(reached)])
}

function ofType(type: string): Filter {
  return (elements) => (type === ANY_TYPE ? elements : elements.filter(({ element }) => element.type === type))
}

function matching(predicate: Predicate): Filter {
  return (elements) => elements.filter(predicate)
}

function containing(predicate: Predicate): Filter {
  return (elements) => elements.filter((each) => descendantsOf(each).some(predicate))
}

function atPosition(position: number): Filter {
  return (elements) => {
    const found = elements.at(position > 0 ? position - 1 : position)
    return found ? [found] : []
  }
}
