import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CaptureFormatError } from './capture-format-error.ts'
import { LINE_LIMIT_BYTES } from '../../events/json-lines-file.ts'
import { readCapture, readCaptureFile } from './read-capture.ts'

const header = '{"capture":1,"environment":"development","startedAt":"2026-01-01T00:00:00Z","redacted":true}'
const push = (seq: number, more = '') =>
  `{"seq":${seq},"at":${seq},"connection":1,"stream":1,"push":"A","headers":[],"bytes":0,"status":200${more}}`

async function* chunks(...texts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield typeof text === 'string' ? Buffer.from(text) : text
}

async function read(...texts: readonly (string | Uint8Array)[]) {
  await using capture = await readCapture(chunks(...texts))
  const pushes = await Array.fromAsync(capture.pushes)
  return { header: capture.header, seqs: pushes.map(({ seq }) => seq), problems: capture.problems }
}

test('reads a header and pushes, with a byte order mark and CRLF too', async () => {
  const read1 = await read(`\uFEFF${header}\r\n${push(1)}\r\n\r\n${push(2)}`)
  expect(read1).toEqual({
    header: { capture: 1, environment: 'development', startedAt: '2026-01-01T00:00:00Z', redacted: true },
    seqs: [1, 2],
    problems: [],
  })
})

test('reads bytes at hand', async () => {
  await using capture = await readCapture(Buffer.from(`${header}\n${push(1)}\n`))
  expect(await Array.fromAsync(capture.pushes)).toHaveLength(1)
})

test('reads a file no further than it is asked to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-capture-'))
  const file = join(folder, 'capture.jsonl')
  await writeFile(file, `${header}\n${`${push(1)}\n`.repeat(10_000)}`)
  {
    await using capture = await readCaptureFile(file)
    for await (const { seq } of capture.pushes) {
      expect(seq).toBe(1)
      break
    }
    expect(await Array.fromAsync(capture.pushes)).toEqual([])
  }
  await rm(folder, { recursive: true })
  await expect(readCaptureFile(file)).rejects.toMatchObject({ code: 'ENOENT' })
})

test.each([
  ['no JSON', '{"seq":1,', 'LINE_INVALID', 'line 2 is no JSON in UTF-8: "{\\"seq\\":1,"'],
  ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'LINE_INVALID', 'line 2 is no JSON in UTF-8'],
  [
    'a wrong field',
    push(1).replace('"status":200', '"status":"fine"'),
    'LINE_INVALID',
    'line 2 is no push: status: Invalid input: expected number, received string; found "fine"',
  ],
  [
    'a missing field',
    '{"seq":1}',
    'LINE_INVALID',
    'at: Invalid input: expected number, received undefined; found nothing',
  ],
  ['two bodies', push(1, ',"body":"","bodyBase64":""'), 'LINE_INVALID', 'a body or a bodyBase64, not both'],
  ['another header', header, 'LINE_INVALID', 'line 2 is no push: seq'],
  ['an endless line', 'x'.repeat(LINE_LIMIT_BYTES + 1), 'LINE_TOO_LONG', `longer than ${LINE_LIMIT_BYTES} bytes`],
])('reports %s and keeps the rest', async (_, line, code, message) => {
  const { seqs, problems } = await read(header, '\n', line, '\n', push(9), '\n')
  expect(problems).toEqual([{ code, line: 2, message: expect.stringContaining(message) }])
  expect(seqs).toEqual([9])
})

test('reports a line cut at the end', async () => {
  const { seqs, problems } = await read(`${header}\n${push(1)}\n${push(2).slice(0, 30)}`)
  expect(problems).toEqual([{ code: 'LINE_CUT', line: 3, message: expect.stringContaining('line 3 breaks off') }])
  expect(seqs).toEqual([1])
})

describe('refuses', () => {
  test.each([
    ['an empty file', '', 'CAPTURE_EMPTY', 'the file is empty'],
    ['a file without a header', `${push(1)}\n`, 'CAPTURE_HEADER', 'expected a capture header'],
    ['something else', 'PNG\n', 'CAPTURE_HEADER', 'found "PNG"'],
    ['an incomplete header', '{"capture":1}\n', 'CAPTURE_HEADER', 'environment: '],
    ['a newer version', '{"capture":7}\n', 'CAPTURE_VERSION', 'version 7; this gateway reads up to 1'],
  ])('%s', async (_, text, code, message) => {
    const error = await read(text).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CaptureFormatError)
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) })
  })
})
