import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable, wrapped } from './look.ts'

test.each([
  ['a colour', '\u001B[31mred', String.raw`\u{1b}[31mred`],
  ['a control sequence of one character', '\u009B2J', String.raw`\u{9b}2J`],
  ['a line of one’s own', 'kid\r\n✓ pass', String.raw`kid\u{d}\u{a}✓ pass`],
  ['a turned direction', 'a\u202Eb', String.raw`a\u{202e}b`],
  ['half a character', '\uD800', String.raw`\u{d800}`],
])('%s is escaped', (_, text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('everything else stays, and twice is as good as once', () => {
  expect(printable('Zoë, 電話 📞 ✗ …')).toBe('Zoë, 電話 📞 ✗ …')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(printable(text))).toBe(printable(text))
    }),
  )
})

test('what is wrapped keeps its paragraphs, and nothing else that steers', () => {
  expect(wrapped('one two\nthree \u001B[2J', 7, ' ')).toBe(' one\n two\n three\n \\u{1b}[2J')
})
