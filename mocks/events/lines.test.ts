import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitLines } from './lines.ts'

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0
  for (let index = 0; start < bytes.length; index++) {
    const end = start + (sizes[index % sizes.length] ?? 1)
    yield bytes.subarray(start, end)
    start = end
  }
}

async function split(text: string, limit = 100, sizes: readonly number[] = [7]) {
  const lines = await Array.fromAsync(splitLines(cut(Buffer.from(text), sizes), limit))
  return lines.map(({ number, bytes, complete }) => [number, bytes && Buffer.from(bytes).toString(), complete])
}

test('numbers lines, with either ending, and knows a last one without', async () => {
  expect(await split('a\r\n\nlong line\nend')).toEqual([
    [1, 'a', true],
    [2, '', true],
    [3, 'long line', true],
    [4, 'end', false],
  ])
  expect(await split('')).toEqual([])
})

test('gives up a line above the limit and keeps the next', async () => {
  expect(await split('12345\n123456\nok\n', 5)).toEqual([
    [1, '12345', true],
    [2, undefined, true],
    [3, 'ok', true],
  ])
})

test('does not depend on how the bytes are cut', async () => {
  const lines = fc.array(
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\r\n]/g, '')),
    { minLength: 1 },
  )
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(lines, sizes, async (texts, cuts) => {
      const read = await split(texts.map((text) => `${text}\n`).join(''), 10_000, cuts)
      expect(read.map(([, text]) => text)).toEqual(texts.map((text) => Buffer.from(text).toString()))
    }),
  )
})
