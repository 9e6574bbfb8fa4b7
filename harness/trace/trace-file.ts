import { createReadStream } from 'node:fs'
import { z } from 'zod'
import {
  invalidLine,
  lineProblem,
  openJSONLines,
  type JSONLinesFormat,
  type LineProblem,
} from '../../mocks/events/json-lines-file.ts'
import { TRACE_VERSION, traceHeader, type TraceHeader } from './header.ts'
import { isEventName, parseTraceEvent, type TraceEvent } from './trace-event.ts'
import { Trace } from './trace.ts'

/** A line that could not be used. The lines around it are kept. */
export type TraceProblem = LineProblem | LineProblem<'LINE_UNKNOWN_EVENT'>

/** A trace as read from a file. */
export interface TraceFile {
  readonly header: TraceHeader
  readonly trace: Trace
  readonly problems: readonly TraceProblem[]
}

/** What a line holds. */
type ReadEvent =
  | { readonly event: TraceEvent; readonly problem?: never }
  | { readonly problem: TraceProblem; readonly event?: never }

/** The file is no trace that this harness can read. */
export class TraceFormatError extends Error {
  readonly code: 'TRACE_EMPTY' | 'TRACE_HEADER' | 'TRACE_VERSION'
  override readonly name = 'TraceFormatError'

  constructor(code: TraceFormatError['code'], message: string) {
    super(message)
    this.code = code
  }
}

const format: JSONLinesFormat<TraceHeader> = {
  name: 'trace',
  example: `{"trace":${TRACE_VERSION},"app":…}`,
  version: TRACE_VERSION,
  header: traceHeader,
  // None as long as there is only one version.
  upgrades: new Map(),
  reader: 'this harness',
  error: (why, message) => new TraceFormatError(`TRACE_${why}`, message),
}

/**
 * Reads a trace file: JSON Lines in UTF-8, the header first. Bad lines are reported and left out.
 *
 * @throws TraceFormatError when the file is empty, has no header, or has one of an unknown version.
 */
export function readTraceFile(path: string): Promise<TraceFile> {
  return readTrace(createReadStream(path))
}

/**
 * Reads a trace from a stream of bytes.
 *
 * @throws TraceFormatError like {@link readTraceFile}.
 */
export async function readTrace(chunks: AsyncIterable<Uint8Array>): Promise<TraceFile> {
  await using file = await openJSONLines(chunks, format)
  const events: TraceEvent[] = []
  const problems: TraceProblem[] = []
  const seen = new Set<number>()
  for await (const read of file.lines) {
    const { event, problem }: ReadEvent = read.problem
      ? { problem: read.problem }
      : readEvent(read.line, read.value, seen)
    if (problem) problems.push(problem)
    else {
      seen.add(event.seq)
      events.push(event)
    }
  }
  return { header: file.header, trace: new Trace(events), problems }
}

function readEvent(line: number, value: unknown, seen: ReadonlySet<number>): ReadEvent {
  const named = z.object({ name: z.string() }).safeParse(value)
  if (named.success && !isEventName(named.data.name)) {
    const what = `has the unknown event "${named.data.name}"; a newer harness may know it`
    return { problem: lineProblem('LINE_UNKNOWN_EVENT', line, what) }
  }
  const parsed = parseTraceEvent(value)
  if (!parsed.success) return { problem: invalidLine(line, 'trace event', parsed.error, value) }
  const event = parsed.data
  return seen.has(event.seq)
    ? { problem: lineProblem('LINE_INVALID', line, `repeats seq ${event.seq}; sequence numbers are unique`) }
    : { event }
}
