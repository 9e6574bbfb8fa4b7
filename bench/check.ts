import { checkSource } from '../harness/cli/check/check-source.ts'
import { catalogue } from '../harness/rules/catalogue.ts'
import type { Bench } from './figure.ts'
import { traceStream } from './trace-stream.ts'

const GIGABYTE = 1_000_000_000
const MEGABYTE = 1_000_000

/** All rules over a trace of a gigabyte, from its bytes to the verdict. What it takes to make the trace is not counted. */
export const check: Bench = async (progress) => {
  const memory: number[] = []
  const making = { ms: 0 }
  const chunks = watched(timed(traceStream(GIGABYTE), making), memory, progress)
  const source = { name: 'bench', kind: 'trace', chunks } as const
  const started = performance.now()
  const [checked] = await checkSource(source, {
    rules: catalogue,
    release: undefined,
    answerPolicy: 'fulfill-when-connected',
  })
  const seconds = (performance.now() - started - making.ms) / 1000
  if (checked?.result.verdict !== 'pass')
    throw new Error(`expected the trace to pass; it came to ${checked?.result.verdict}: ${checked?.result.message}`)
  // By the first tenth everything is loaded, and compiled.
  const early = memory.slice(0, Math.ceil(memory.length / 10))
  return [
    { name: 'check.trace', value: checked.events, unit: 'events' },
    { name: 'check.judged', value: checked.events / seconds, unit: 'per second' },
    { name: 'check.rss.first-tenth', value: Math.max(...early), unit: 'MB' },
    { name: 'check.rss.whole', value: Math.max(...memory), unit: 'MB' },
  ]
}

/** Adds up how long one waits for the chunks. */
async function* timed(chunks: AsyncGenerator<Uint8Array>, waiting: { ms: number }): AsyncGenerator<Uint8Array> {
  for (;;) {
    const asked = performance.now()
    const { done, value } = await chunks.next()
    waiting.ms += performance.now() - asked
    if (done) return
    yield value
  }
}

/** Notes the resident memory at each hundredth of the trace. */
async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  memory: number[],
  progress: (what: string) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes * 100 >= (memory.length + 1) * GIGABYTE) {
      memory.push(process.memoryUsage.rss() / MEGABYTE)
      if (memory.length % 20 === 0) progress(`${memory.length} % read`)
    }
    yield chunk
  }
}
