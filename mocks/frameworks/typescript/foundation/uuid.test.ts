import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { UUID } from './uuid.ts'

test('a UUID is read in either case and written in upper case', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), (text, upper) => {
      const read = UUID.fromString(upper ? text.toUpperCase() : text)
      expect(read).toBeInstanceOf(UUID)
      expect(String(read)).toBe(text.toUpperCase())
    }),
  )
})

test.each([
  '',
  'no uuid',
  '1111111111114111811111111111111',
  '{11111111-1111-4111-8111-111111111111}',
  ' 11111111-1111-4111-8111-111111111111',
])('“%s” is none', (text) => {
  expect(UUID.fromString(text)).toBe(null)
})

test('two are equal when their text is, and new ones never are', () => {
  const one = new UUID()
  expect(UUID.fromString(one.uuidString.toLowerCase())?.equals(one)).toBe(true)
  expect(new UUID().equals(one)).toBe(false)
})
