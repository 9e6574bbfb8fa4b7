import { expect, test } from 'vitest'
import { z } from 'zod'
import { openJSONLines, type JSONLinesFormat } from './json-lines-file.ts'

const format: JSONLinesFormat<{ diary: number }> = {
  name: 'diary',
  example: '{"diary":2}',
  version: 2,
  header: z.object({ diary: z.literal(2) }),
  upgrades: new Map([[1, { header: () => ({ diary: 2 }), entry: (line) => ({ upgraded: line }) }]]),
  reader: 'this test',
  error: (why, message) => new Error(`${why}: ${message}`),
}

/** A file in pieces, and whether it has been let go. */
function file(text: string) {
  const state = { isOpen: true }
  async function* chunks() {
    try {
      for (const line of text.split(/(?<=\n)/)) yield Buffer.from(line)
    } finally {
      state.isOpen = false
    }
  }
  return { state, chunks: chunks() }
}

test('entries of an older version are upgraded', async () => {
  await using read = await openJSONLines(file('{"diary":1}\n"one"\n\n"two"').chunks, format)
  expect(read.header).toEqual({ diary: 2 })
  expect((await Array.fromAsync(read.batches)).flat()).toEqual([
    { line: 2, value: { upgraded: 'one' } },
    { line: 4, value: { upgraded: 'two' } },
  ])
})

test('a file is let go when nobody wants more of it, and when it is none', async () => {
  const unread = file('{"diary":2}\n1\n2\n')
  await (await openJSONLines(unread.chunks, format))[Symbol.asyncDispose]()
  const strange = file('PNG\n\n')
  await expect(openJSONLines(strange.chunks, format)).rejects.toThrow('HEADER: expected a diary header such as')
  expect([unread.state.isOpen, strange.state.isOpen]).toEqual([false, false])
})
