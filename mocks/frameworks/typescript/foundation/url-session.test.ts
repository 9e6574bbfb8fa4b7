import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { URLSession } from './url-session.ts'

const URL_OF_EVENTS = 'http://backend.test/events'

/** An app that follows the lines of a response which a test writes piece by piece. */
async function follow() {
  const written = new TransformStream<Uint8Array, Uint8Array>()
  const writer = written.writable.getWriter()
  const stand = new RuntimeStand(async () => new Response(written.readable))
  const lines: string[] = []
  let ended: unknown
  await stand.launch(() => {
    const read = async () => {
      for await (const line of URLSession.shared.lines(URL_OF_EVENTS)) lines.push(line)
    }
    void read().then(
      () => (ended = 'the end'),
      (error: unknown) => (ended = error),
    )
  })
  return {
    stand,
    lines,
    ended: () => ended,
    async write(bytes: Uint8Array) {
      void writer.write(bytes)
      await stand.clock.settle()
    },
    async end(error?: Error) {
      void (error ? writer.abort(error) : writer.close())
      await stand.clock.settle()
    },
  }
}

test('lines come as they arrive, however the bytes are cut', async () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\uFEFF]/.test(text))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.array(fc.nat(), { maxLength: 5 }), async (lines, at) => {
      const bytes = Buffer.from(lines.map((each) => `${each}\n`).join(''))
      const places = [...new Set(at.map((place) => place % bytes.length))].sort((a, b) => a - b)
      const reader = await follow()
      for (const [index, from] of [0, ...places].entries()) await reader.write(bytes.subarray(from, places[index]))
      expect(reader.lines).toEqual(lines)
      expect(reader.ended()).toBeUndefined()
    }),
    { numRuns: 30 },
  )
})

test('a response that ends gives its last line, ended or not', async () => {
  const reader = await follow()
  await reader.write(Buffer.from('one\ntwo'))
  expect(reader.lines).toEqual(['one'])
  await reader.end()
  expect(reader.lines).toEqual(['one', 'two'])
  expect(reader.ended()).toBe('the end')
})

test('a response that is cut rejects', async () => {
  const reader = await follow()
  await reader.write(Buffer.from('one\n'))
  await reader.end(new Error('cut'))
  expect(reader.lines).toEqual(['one'])
  expect(reader.ended()).toEqual(new Error('cut'))
})

test('a suspended app reads when it is resumed, a dead one never', async () => {
  const reader = await follow()
  reader.stand.runtime.suspend()
  await reader.write(Buffer.from('one\n'))
  expect(reader.lines).toEqual([])
  reader.stand.runtime.resume()
  await reader.stand.clock.settle()
  expect(reader.lines).toEqual(['one'])
  reader.stand.runtime.kill()
  await reader.write(Buffer.from('two\n'))
  await reader.end(new Error('cut'))
  expect(reader.lines).toEqual(['one'])
  expect(reader.ended()).toBeUndefined()
})

test('an app may give up a request itself', async () => {
  const stand = new RuntimeStand((_input, init) => Promise.reject(init?.signal?.reason ?? new Error('no signal')))
  const reasons: unknown[] = []
  await stand.launch(() => {
    const signal = AbortSignal.abort(new Error('given up'))
    void URLSession.shared.data(URL_OF_EVENTS, { signal }).catch((error: unknown) => reasons.push(error))
  })
  expect(reasons).toEqual([new Error('given up')])
})
