import { descendants, type UIElement } from '../screen/element.ts'
import { parsePredicate, type Predicate } from './predicate.ts'
import { WebDriverError } from './web-driver-error.ts'

type Filter = (elements: readonly UIElement[]) => readonly UIElement[]

interface Step {
  readonly anyDepth: boolean
  readonly filters: readonly Filter[]
}

export type ClassChain = (root: UIElement) => readonly UIElement[]

const TYPE = /\*(?!\*)|XCUIElementType[A-Za-z]+/y
// In a predicate, a doubled delimiter stands for the character itself (FBClassChainQueryParser.m).
const SELF_PREDICATE = /\[`((?:[^`]|``)*)`\]/y
const DESCENDANT_PREDICATE = /\[\$((?:[^$]|\$\$)*)\$\]/y
const POSITION = /\[(-?\d+)\]/y
const ANY_DEPTH = '**/'

/**
 * Compiles a class chain: a path of element types, each of which may carry predicates and a position.
 *
 * @throws WebDriverError `invalid selector`, naming the position; `invalid argument` for a predicate inside it.
 * @see https://github.com/facebookarchive/WebDriverAgent/wiki/Class-Chain-Queries-Construction-Rules
 */
export function parseClassChain(chain: string): ClassChain {
  const steps: Step[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(chain)
    at += match?.[0].length ?? 0
    return match
  }
  do {
    if (steps.length > 0) at++
    const anyDepth = chain.startsWith(ANY_DEPTH, at)
    if (anyDepth) at += ANY_DEPTH.length
    const type = take(TYPE)?.[0]
    if (type === undefined) throw malformed(chain, at, 'an element type such as XCUIElementTypeButton, or *')
    steps.push({ anyDepth, filters: [ofType(type), ...qualifiers(chain, at, take)] })
  } while (chain.charAt(at) === '/')
  if (at < chain.length) throw malformed(chain, at, "'/', '[' or the end")
  return (root) => steps.reduce<readonly UIElement[]>(follow, [root])
}

function qualifiers(chain: string, start: number, take: (pattern: RegExp) => RegExpExecArray | null): Filter[] {
  const filters: Filter[] = []
  for (;;) {
    const self = take(SELF_PREDICATE)?.[1]
    const descendant = self === undefined ? take(DESCENDANT_PREDICATE)?.[1] : undefined
    const position = self === undefined && descendant === undefined ? take(POSITION)?.[1] : undefined
    if (self !== undefined) filters.push(matching(parsePredicate(self.replaceAll('``', '`'))))
    else if (descendant !== undefined) filters.push(containing(parsePredicate(descendant.replaceAll('$$', '$'))))
    else if (position === '0')
      throw malformed(chain, start, 'a position other than 0: they count from 1, or from -1 back')
    else if (position !== undefined) filters.push(atPosition(Number(position)))
    else return filters
  }
}

function follow(elements: readonly UIElement[], { anyDepth, filters }: Step): readonly UIElement[] {
  const reached = elements.flatMap((each) => (anyDepth ? descendants(each) : each.children))
  return filters.reduce<readonly UIElement[]>((kept, filter) => filter(kept), [...new Set(reached)])
}

function ofType(type: string): Filter {
  return (elements) => (type === '*' ? elements : elements.filter((each) => `XCUIElementType${each.type}` === type))
}

function matching(predicate: Predicate): Filter {
  return (elements) => elements.filter(predicate)
}

function containing(predicate: Predicate): Filter {
  return (elements) => elements.filter((each) => descendants(each).some(predicate))
}

function atPosition(position: number): Filter {
  return (elements) => {
    const found = elements.at(position > 0 ? position - 1 : position)
    return found ? [found] : []
  }
}

function malformed(chain: string, at: number, expected: string): WebDriverError {
  return new WebDriverError(
    'invalid selector',
    `Cannot parse class chain query '${chain}': at position ${at} expected ${expected}`,
  )
}
