import { expect, test } from 'vitest'
import { readTrace } from '../harness/trace/trace-file.ts'
import { manyCalls, PAUSE_MS } from './many-calls.ts'
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
  // The real calls of two plays differ in what comes when, and not in what comes.
  const calls = trace.events.length / (await manyCalls(1)).length
  expect(new Set(trace.of('push.sent').map(({ uuid }) => uuid)).size).toBe(calls)
  expect(trace.of('app.launch').map(({ at }) => Math.floor(at / PAUSE_MS))).toEqual(
    Array.from({ length: calls * 2 }, (_, index) => Math.floor(index / 2)),
  )
})
