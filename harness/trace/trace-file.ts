import { createReadStream } from 'node:fs'
import { z } from 'zod'
import {
  invalidLine,
  lineProblem,
  openJSONLines,
  type JSONLinesFormat,
  type LineProblem,
  type ReadLine,
} from '../../mocks/events/json-lines-file.ts'
import { TRACE_VERSION, traceHeader, type TraceHeader } from './header.ts'
import { SequenceNumbers } from './sequence-numbers.ts'
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

/** A trace that is being read. */
export interface TraceReader extends AsyncDisposable {
  readonly header: TraceHeader
  /** In order of the file, as they are asked for, so a trace may be larger than the memory; once only. */
  readonly batches: AsyncIterable<readonly TraceEvent[]>
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
  const problems: TraceProblem[] = []
  await using reader = await openTrace(chunks, (problem) => problems.push(problem))
  const batches = await Array.fromAsync(reader.batches)
  return { header: reader.header, trace: new Trace(batches.flat()), problems }
}

/**
 * Reads the header of a trace, and its events as they are asked for.
 *
 * @param onProblem Told of each line that could not be used, as it is come across.
 * @throws TraceFormatError like {@link readTraceFile}.
 */
export async function openTrace(
  chunks: AsyncIterable<Uint8Array>,
  onProblem: (problem: TraceProblem) => void,
): Promise<TraceReader> {
  const file = await openJSONLines(chunks, format)
  return {
    header: file.header,
    batches: readEvents(file.batches, onProblem),
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  }
}

async function* readEvents(
  batches: AsyncIterable<readonly ReadLine[]>,
  onProblem: (problem: TraceProblem) => void,
): AsyncGenerator<readonly TraceEvent[]> {
  const numbers = new SequenceNumbers()
  for await (const batch of batches) {
    const events: TraceEvent[] = []
    for (const read of batch) {
      const { event, problem }: ReadEvent = read.problem
        ? { problem: read.problem }
        : readEvent(read.line, read.value, numbers)
      if (problem) onProblem(problem)
      else events.push(event)
    }
    yield events
  }
}

function readEvent(line: number, value: unknown, numbers: SequenceNumbers): ReadEvent {
  const parsed = parseTraceEvent(value)
  if (!parsed.success) return { problem: problemOf(line, value, parsed.error) }
  const event = parsed.data
  return numbers.take(event.seq)
    ? { event }
    : { problem: lineProblem('LINE_INVALID', line, `repeats seq ${event.seq}; sequence numbers are unique`) }
}

function problemOf(line: number, value: unknown, error: z.ZodError): TraceProblem {
  const { data } = z.object({ name: z.string() }).safeParse(value)
  if (!data || isEventName(data.name)) return invalidLine(line, 'trace event', error, value)
  const what = `has the unknown event "${data.name}"; a newer harness may know it`
  return lineProblem('LINE_UNKNOWN_EVENT', line, what)
}
