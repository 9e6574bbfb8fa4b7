import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINE_LIMIT_BYTES } from '../../mocks/events/json-lines-file.ts'
import { readTrace, TraceFormatError } from './trace-file.ts'

const header = '{"trace":1,"app":"a","target":"virtual","release":"18.2","startedAt":"2026-01-01T00:00:00Z"}'
const lock = (seq: number) => `{"seq":${seq},"at":${seq},"actor":"phone","uncertaintyMs":0,"name":"sys.lock"}`

async function* chunks(...texts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield typeof text === 'string' ? Buffer.from(text) : text
}

const read = (...texts: readonly (string | Uint8Array)[]) => readTrace(chunks(...texts))

test('reads a header and events, with a byte order mark and CRLF too', async () => {
  const { header: read1, trace, problems } = await read(`\uFEFF${header}\r\n${lock(1)}\r\n\r\n${lock(2)}\r\n`)
  expect(read1.app).toBe('a')
  expect(trace.events.map(({ seq }) => seq)).toEqual([1, 2])
  expect(problems).toEqual([])
})

test('accepts a last line without a line feed', async () => {
  const { trace, problems } = await read(`${header}\n${lock(1)}`)
  expect([trace.events.length, problems.length]).toEqual([1, 0])
})

test.each([
  ['no JSON', '{"seq":1,', 'LINE_INVALID', 'line 2 is no JSON in UTF-8: "{\\"seq\\":1,"'],
  ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'LINE_INVALID', 'line 2 is no JSON in UTF-8'],
  [
    'a missing field',
    '{"seq":1,"at":1,"uncertaintyMs":0,"name":"pk.enter"}',
    'LINE_INVALID',
    'line 2 is no trace event: push',
  ],
  ['another header', header, 'LINE_INVALID', 'line 2 is no trace event: name'],
  [
    'a newer event',
    '{"seq":1,"at":1,"uncertaintyMs":0,"name":"pk.nap"}',
    'LINE_UNKNOWN_EVENT',
    'unknown event "pk.nap"',
  ],
  ['a repeated number', lock(9), 'LINE_INVALID', 'line 3 repeats seq 9'],
  ['an endless line', 'x'.repeat(LINE_LIMIT_BYTES + 1), 'LINE_TOO_LONG', `longer than ${LINE_LIMIT_BYTES} bytes`],
])('reports %s and keeps the rest', async (_, line, code, message) => {
  const { trace, problems } = await read(header, '\n', line, '\n', lock(9), '\n')
  expect(problems).toEqual([expect.objectContaining({ code, message: expect.stringContaining(message) })])
  expect(trace.events.map(({ seq }) => seq)).toEqual([9])
})

test('reports a line cut at the end', async () => {
  const { trace, problems } = await read(`${header}\n${lock(1)}\n${lock(2).slice(0, 30)}`)
  expect(problems).toEqual([expect.objectContaining({ code: 'LINE_CUT', line: 3 })])
  expect(trace.events).toHaveLength(1)
})

describe('refuses', () => {
  test.each([
    ['an empty file', '', 'TRACE_EMPTY', 'the file is empty'],
    ['a file without a header', `${lock(1)}\n`, 'TRACE_HEADER', 'expected a trace header'],
    ['something else', 'PNG\n', 'TRACE_HEADER', 'found "PNG"'],
    ['an incomplete header', '{"trace":1,"app":"a"}\n', 'TRACE_HEADER', 'target: '],
    ['a newer version', '{"trace":7}\n', 'TRACE_VERSION', 'the trace has version 7; this harness reads up to 1'],
  ])('%s', async (_, text, code, message) => {
    const error = await read(text).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TraceFormatError)
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) })
  })
})

test('keeps every good line among any garbage', async () => {
  const garbage = fc
    .oneof(fc.string({ unit: 'binary' }), fc.json())
    .map((text) => ({ text: text.replaceAll('\n', ' ') }))
  const line = fc.oneof(garbage, fc.constant('good' as const))
  await fc.assert(
    fc.asyncProperty(fc.array(line), async (lines) => {
      const texts = lines.map((each, index) => (each === 'good' ? lock(index + 1) : each.text))
      const { trace, problems } = await read([header, ...texts, ''].join('\n'))
      const good = lines.flatMap((each, index) => (each === 'good' ? [index + 1] : []))
      expect(trace.events.map(({ seq }) => seq)).toEqual(good)
      const blank = texts.filter((text) => text === '' || text === '\r').length
      expect(problems).toHaveLength(lines.length - good.length - blank)
    }),
  )
})
