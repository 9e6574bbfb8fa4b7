import { TRACE_VERSION } from '../harness/trace/header.ts'
import type { TraceEvent } from '../harness/trace/trace-event.ts'
import { manyCalls, PAUSE_MS } from './many-calls.ts'

const CHUNK_BYTES = 256 * 1024

/** A line of a trace, as what stands between the identifiers in it. */
interface Template {
  readonly at: number
  readonly parts: readonly string[]
  readonly ids: readonly number[]
}

/** A trace file of at least so many bytes, made as it is read: calls one after the other, each with ids of its own. */
export async function* traceStream(bytes: number): AsyncGenerator<Uint8Array> {
  const header = { trace: TRACE_VERSION, app: 'bench', target: 'virtual', release: '18.2' }
  let text = `${JSON.stringify({ ...header, startedAt: '2026-01-01T00:00:00Z' })}\n`
  const templates = (await manyCalls(1)).map(templateOf)
  let made = 0
  let seq = 0
  for (let call = 0; made + text.length < bytes; call++) {
    for (const template of templates) text += lineOf(template, ++seq, call)
    if (text.length < CHUNK_BYTES) continue
    const chunk = Buffer.from(text)
    text = ''
    made += chunk.length
    yield chunk
  }
  yield Buffer.from(text)
}

function templateOf(event: TraceEvent): Template {
  const { at } = event
  // A field that is undefined is not written.
  const json = JSON.stringify({ ...event, seq: undefined, at: undefined })
  const pieces = json.slice(1).split(/\b([0-9a-f]{8})(?=-[0-9a-f]{4}-)/i)
  return {
    at,
    parts: pieces.filter((_, index) => index % 2 === 0),
    ids: pieces.filter((_, index) => index % 2 === 1).map((id) => Number.parseInt(id, 16)),
  }
}

function lineOf({ at, parts, ids }: Template, seq: number, call: number): string {
  let line = `{"seq":${seq},"at":${(call * PAUSE_MS + at).toFixed(3)},${parts[0]}`
  for (const [index, id] of ids.entries())
    line += ((id ^ call) >>> 0).toString(16).padStart(8, '0').toUpperCase() + parts[index + 1]
  return `${line}\n`
}
