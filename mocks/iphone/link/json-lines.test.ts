import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonLines } from './json-lines.ts'

/** What comes of some bytes that arrive in the given pieces. */
function read(chunks: readonly Buffer[], maximumLength?: number) {
  const lines = new JsonLines(maximumLength)
  return chunks.flatMap((chunk) => [...lines.push(chunk)])
}

function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length))
}

test('values come out as they went in, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.array(fc.nat(), { maxLength: 20 }), (values, at) => {
      const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''))
      const expected = values.map((value) => ({ value: JSON.parse(JSON.stringify(value)) as unknown }))
      expect(read(cut(bytes, at))).toEqual(expected)
    }),
  )
})

test('any bytes at all give the same, however they are cut', () => {
  const line = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 130 }),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constant('x'.repeat(101)),
    fc.constant('"' + 'é'.repeat(98) + '"'),
  )
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(), { maxLength: 20 }), (lines, at) => {
      const bytes = Buffer.from(lines.join('\n'))
      expect(read(cut(bytes, at), 100)).toEqual(read([bytes], 100))
    }),
  )
})

test('a character that is cut in two arrives whole', () => {
  const bytes = Buffer.from('"Zoë 📞"\n')
  const single = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1))
  expect(read(single)).toEqual([{ value: 'Zoë 📞' }])
})

test('lines without anything on them are nothing', () => {
  expect(read([Buffer.from('\n  \r\n1\r\n\n')])).toEqual([{ value: 1 }])
})

test('a line that is not JSON is reported with how it began, and the next is read', () => {
  const [bad, good] = read([Buffer.from(`console.log(${'x'.repeat(100)})\n{"a":1}\n`)])
  expect(bad).toEqual({
    bad: { excerpt: `console.log(${'x'.repeat(68)}…`, reason: expect.stringMatching(/^not JSON: /) },
  })
  expect(good).toEqual({ value: { a: 1 } })
})

test('a line that never ends is given up once, however much of it comes', () => {
  const lines = new JsonLines(1000)
  expect([...lines.push(Buffer.alloc(1000, 'x'))]).toEqual([])
  expect([...lines.push(Buffer.from('x'))]).toEqual([
    { bad: { excerpt: `${'x'.repeat(80)}…`, reason: 'a line is longer than 1000 characters' } },
  ])
  // More than the longest string that there can be: whoever kept it would throw.
  const chunk = Buffer.alloc(4_000_000, 'x')
  for (let megabytes = 0; megabytes <= 600; megabytes += 4) expect([...lines.push(chunk)]).toEqual([])
  expect([...lines.push(Buffer.from('\n{"a":1}\n'))]).toEqual([{ value: { a: 1 } }])
})
