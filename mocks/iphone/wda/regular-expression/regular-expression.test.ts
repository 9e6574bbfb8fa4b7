import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partMatcher, wholeMatcher } from './regular-expression.ts'
import { RegularExpressionError } from './syntax.ts'

describe('a regular expression', () => {
  test.each([
    ['accept(Call|Video)', 'acceptVideo'],
    ['(?i)ACCEPT.*', 'acceptCall'],
    ['a(?i:B)c', 'abc'],
    ['(?i)a(?-i)B', 'AB'],
    ['(?s).*end', 'line\nend'],
    ['\\d{2,}:\\d{2}', '001:15'],
    ['[^a-c\\]]+', 'xyz'],
    ['\\p{Lu}\\P{Lu}+', 'Ärger'],
    ['^\\bEnd\\b.*\\bcall\\b$', 'End & call'],
    ['\\+1 \\(555\\) 01\\-00', '+1 (555) 01-00'],
    ['(?<who>Al|Bo)*?', 'AlBo'],
    ['(a*)*', 'aaa'],
    ['|a', ''],
    ['.', '😀'],
    ['[😀-😂]', '😁'],
  ])('%s matches %j', (pattern, text) => {
    expect(wholeMatcher(pattern)(text)).toBe(true)
  })

  test.each([
    ['accept', 'acceptCall'],
    ['.*end', 'line\nend'],
    ['a{2}', 'aaa'],
    ['a\\Bb\\B', 'ab'],
  ])('%s does not match %j', (pattern, text) => {
    expect(wholeMatcher(pattern)(text)).toBe(false)
  })

  test.each([
    '(',
    ')',
    'a)',
    '[',
    '[]',
    'a**',
    '*',
    '{1}',
    'a{2,1}',
    '\\',
    '\\1',
    '(a)\\1',
    '(?=a)',
    '(?<!a)',
    '(?>a)',
  ])('%s is refused', (pattern) => {
    expect(() => wholeMatcher(pattern)).toThrow(RegularExpressionError)
  })

  test('is refused when it is too large, or nested too deeply', () => {
    expect(() => wholeMatcher('(a{1000}){1000}')).toThrow(/at most 10000 states/)
    expect(() => wholeMatcher('('.repeat(5000))).toThrow(/at most 100 groups/)
  })

  // Backtracking takes about 2^40 steps for this one: 40 characters would outlast the test by days.
  test('takes linear time for what makes backtracking explode', () => {
    expect(wholeMatcher('(a+)+b')(`${'a'.repeat(2000)}c`)).toBe(false)
    expect(wholeMatcher('(a|aa)*(a?){20}b')('a'.repeat(2000))).toBe(false)
  })
})

test('is found anywhere in a text, and only at its edges when it is anchored', () => {
  expect(partMatcher('b+')('abbc')).toBe(true)
  expect(partMatcher('^b')('abbc')).toBe(false)
  expect(partMatcher('A.C$', { ignoreCase: true, dotAll: true })('xa\nc')).toBe(true)
})

const piece = fc.oneof(
  fc.constantFrom('a', 'b', 'B', '.', '\\d', '\\w', '[ab]', '[^a]', '\\.', '^', '$', '\\b'),
  fc.constantFrom('a', '1'),
)
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    piece,
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => left + right),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(?:${left}|${right})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{2,}', '*?'))
      .map(([inner, quantifier]) => `(${inner})${quantifier}`),
  ),
}))

test('agrees with the engine of the language', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '.', ' '), maxLength: 8 })
  fc.assert(
    fc.property(expression, text, fc.boolean(), (pattern, subject, ignoreCase) => {
      const oracle = new RegExp(`^(?:${pattern})$`, ignoreCase ? 'iu' : 'u').test(subject)
      expect(wholeMatcher(pattern, { ignoreCase })(subject)).toBe(oracle)
    }),
    { numRuns: 1000 },
  )
})

test('compiles any pattern, or refuses it as it says', () => {
  const outcome = (pattern: string, text: string): unknown => {
    try {
      return wholeMatcher(pattern)(text)
    } catch (error) {
      return error instanceof RegularExpressionError ? error.code : error
    }
  }
  const bits = fc.string({ unit: fc.constantFrom(...'ab\\()[]{}|*+?^$.-,1:<!=i'), maxLength: 12 })
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), bits), fc.string(), (pattern, text) => {
      expect([true, false, 'REGULAR_EXPRESSION_INVALID']).toContain(outcome(pattern, text))
    }),
    { numRuns: 500 },
  )
})
