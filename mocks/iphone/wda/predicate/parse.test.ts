import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { OPERATORS, type Operand, type PredicateNode } from './ast.ts'
import { parsePredicate } from './parse.ts'
import { printPredicate } from './print.ts'

const constant = fc.record({
  kind: fc.constant('constant' as const),
  value: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    fc.boolean(),
    fc.constant(null),
  ),
})
const key = fc.record({
  kind: fc.constant('key' as const),
  path: fc.constantFrom('label', 'wdName', 'rect.x', 'label.length', '_private9'),
})
const { operand } = fc.letrec<{ operand: Operand }>((tie) => ({
  operand: fc.oneof(
    { depthSize: 'small' },
    constant,
    key,
    fc.record({ kind: fc.constant('list' as const), items: fc.array(tie('operand'), { maxLength: 3 }) }),
  ),
}))
const comparison = fc
  .record({
    kind: fc.constant('comparison' as const),
    modifier: fc.constantFrom('ALL' as const, 'ANY' as const, undefined),
    left: operand,
    operator: fc.constantFrom(...OPERATORS),
    options: fc.record({ ignoreCase: fc.boolean(), ignoreAccents: fc.boolean() }),
    right: operand,
  })
  .filter(({ operator, right }) => {
    if (operator === 'BETWEEN') return right.kind === 'list' && right.items.length === 2
    return operator !== 'MATCHES' || (right.kind === 'constant' && typeof right.value === 'string')
  })
  .map(({ modifier, ...rest }): PredicateNode => (modifier ? { ...rest, modifier } : rest))
const { predicate } = fc.letrec<{ predicate: PredicateNode }>((tie) => ({
  predicate: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    fc.record({ kind: fc.constant('always' as const), value: fc.boolean() }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('predicate') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('predicate'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}))

test('reads back every predicate that it can write', () => {
  fc.assert(
    fc.property(predicate, (node) => {
      expect(parsePredicate(printPredicate(node))).toEqual(node)
    }),
    { numRuns: 1000 },
  )
})

test('binds NOT closest, then AND, then OR, whatever the case of the words', () => {
  expect(printPredicate(parsePredicate('not a == 1 and b == 2 || c == 3 && !d == 4'))).toBe(
    '(NOT a == 1 AND b == 2) OR (c == 3 AND NOT d == 4)',
  )
})
