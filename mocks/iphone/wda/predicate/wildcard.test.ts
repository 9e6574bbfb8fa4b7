import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesWildcards } from './wildcard.ts'

test('agrees with the regular expression that a pattern stands for', () => {
  const letters = fc.constantFrom('a', 'b', '*', '?', '\\', '\n', '😀')
  fc.assert(
    fc.property(fc.string({ unit: letters }), fc.string({ unit: letters, maxLength: 8 }), (text, pattern) => {
      const source = pattern.replace(/\\?[^]/gu, (part) => {
        if (part === '*') return '.*'
        return part === '?' ? '.' : part.replace(/^\\(?=[^])/, '').replace(/[*?\\]/, '\\$&')
      })
      expect(matchesWildcards(text, pattern)).toBe(new RegExp(`^${source}$`, 'su').test(text))
    }),
    { numRuns: 1000 },
  )
})

test('does not try every way to split a text over many stars', () => {
  expect(matchesWildcards('a'.repeat(5000), `${'*a'.repeat(50)}*b`)).toBe(false)
})
