import { expect, test } from 'vitest'
import { readTrace } from '../harness/trace/trace-file.ts'
import { PAUSE_MS } from './many-calls.ts'
import { traceStream } from './trace-stream.ts'

test('streams the calls that could be made in memory, to the size that is asked for', async () => {
  const chunks = await Array.fromAsync(traceStream(100_000))
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  expect(bytes).toBeGreaterThanOrEqual(100_000)
  const { trace, problems } = await readTrace(
    (async function* stream() {
      yield* chunks
    })(),
  )
  expect(problems).toEqual([])
  const calls = new Set(trace.of('push.sent').map(({ uuid }) => uuid)).size
  expect(calls).toBeGreaterThan(1)
  expect(trace.events.length % calls).toBe(0)
  expect(trace.of('app.launch').map(({ at }) => Math.floor(at / PAUSE_MS))).toEqual(
    Array.from({ length: calls * 2 }, (_, index) => Math.floor(index / 2)),
  )
})
