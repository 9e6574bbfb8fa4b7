import { attributeNamed, attributeOf, type AttributeValue } from '../attributes.ts'
import { RegularExpressionError } from '../regular-expression/syntax.ts'
import type { Snapshot } from '../snapshot.ts'
import { WebDriverError } from '../web-driver-error.ts'
import type { Operand, PredicateNode } from './ast.ts'
import { COMPARISONS, expressionTest, isList, type Comparable } from './comparison.ts'
import { parsePredicate } from './parse.ts'

export type Predicate = (snapshot: Snapshot) => boolean

/**
 * Compiles an `NSPredicate` format string over the attributes that WebDriverAgent knows.
 *
 * @throws WebDriverError `invalid selector` when it cannot be parsed; `unknown error` for an unknown attribute, as
 *   WebDriverAgent does, and where Foundation raises an exception while it looks for elements.
 */
export function compilePredicate(format: string): Predicate {
  return compileNode(parsePredicate(format))
}

/** The same for a predicate that needs no parsing. @throws WebDriverError as {@link compilePredicate} does. */
export function compileNode(node: PredicateNode): Predicate {
  switch (node.kind) {
    case 'always':
      return () => node.value
    case 'not': {
      const negated = compileNode(node.operand)
      return (snapshot) => !negated(snapshot)
    }
    case 'and': {
      const conditions = node.operands.map(compileNode)
      return (snapshot) => conditions.every((each) => each(snapshot))
    }
    case 'or': {
      const alternatives = node.operands.map(compileNode)
      return (snapshot) => alternatives.some((each) => each(snapshot))
    }
    case 'comparison':
      return comparison(node)
  }
}

function comparison(node: Extract<PredicateNode, { kind: 'comparison' }>): Predicate {
  const left = valueOf(node.left)
  const right = valueOf(node.right)
  const compare = comparing(node)
  const { modifier } = node
  if (!modifier) return (snapshot) => compare(left(snapshot), right(snapshot))
  return (snapshot) => {
    const items = left(snapshot)
    if (!isList(items))
      throw new WebDriverError(
        'unknown error',
        `The left hand side for an ALL or ANY operator must be either an NSArray or an NSSet; no attribute is one`,
      )
    const fits = (item: AttributeValue) => compare(item, right(snapshot))
    return modifier === 'ALL' ? items.every(fits) : items.some(fits)
  }
}

function comparing({
  operator,
  options,
  right,
}: Extract<PredicateNode, { kind: 'comparison' }>): (left: Comparable, right: Comparable) => boolean {
  if (operator !== 'MATCHES') return (left, value) => COMPARISONS[operator](left, value, options)
  const pattern = right.kind === 'constant' ? String(right.value) : ''
  try {
    return expressionTest(pattern, options)
  } catch (cause) {
    if (!(cause instanceof RegularExpressionError)) throw cause
    throw new WebDriverError('invalid selector', `Can't open pattern: ${cause.message}`, { cause })
  }
}

function valueOf(operand: Operand): (snapshot: Snapshot) => Comparable {
  if (operand.kind === 'constant') return () => operand.value
  if (operand.kind === 'key') return keyed(operand.path)
  const items = operand.items.map(valueOf)
  // A list within a list is equal to nothing that an attribute can be.
  return (snapshot) => items.map((item) => item(snapshot)).filter((value): value is AttributeValue => !isList(value))
}

/** The value at a key path: `label`, `rect.x`, `label.length`. */
function keyed(path: string): (snapshot: Snapshot) => AttributeValue {
  const [attribute = '', part, ...rest] = path.split('.')
  const name = attributeNamed(attribute)
  if (part === undefined) return (snapshot) => attributeOf(snapshot, name)
  return (snapshot) => {
    const value = attributeOf(snapshot, name)
    if (value === null) return null
    const inner = rest.length > 0 ? undefined : partOf(value, part)
    if (inner !== undefined) return inner
    throw new WebDriverError('unknown error', `The attribute '${name}' has no '${[part, ...rest].join('.')}'`)
  }
}

function partOf(value: AttributeValue, part: string): number | undefined {
  if (typeof value === 'string') return part === 'length' ? value.length : undefined
  if (typeof value !== 'object' || value === null) return undefined
  return new Map(Object.entries(value)).get(part)
}
