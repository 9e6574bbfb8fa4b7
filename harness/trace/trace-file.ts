import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { TRACE_VERSION, traceHeader, type TraceHeader } from './header.ts'
import { splitLines, type Line } from '../../mocks/events/lines.ts'
import { isEventName, parseTraceEvent, type TraceEvent } from './trace-event.ts'
import { Trace } from './trace.ts'
import { upgradeFrom, type Upgrade } from './upgrade.ts'

/** Far above the largest event, a push of 5 KiB with its payload, and far below what would hurt. */
export const LINE_LIMIT_BYTES = 1024 * 1024

/** A line that could not be used. The lines around it are kept. */
export interface TraceProblem {
  readonly code: 'LINE_CUT' | 'LINE_INVALID' | 'LINE_TOO_LONG' | 'LINE_UNKNOWN_EVENT'
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** A trace as read from a file. */
export interface TraceFile {
  readonly header: TraceHeader
  readonly trace: Trace
  readonly problems: readonly TraceProblem[]
}

/** What a line holds. */
type Read =
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
  const lines = splitLines(chunks, LINE_LIMIT_BYTES)
  const first = await lines.next()
  if (first.done) throw new TraceFormatError('TRACE_EMPTY', 'expected a trace header in line 1; the file is empty')
  const { header, upgrade } = readHeader(first.value)

  const events: TraceEvent[] = []
  const problems: TraceProblem[] = []
  const seen = new Set<number>()
  for await (const line of lines) {
    const read = readEvent(line, upgrade)
    if (read?.problem) problems.push(read.problem)
    else if (read?.event && seen.has(read.event.seq))
      problems.push(problem('LINE_INVALID', line, `repeats seq ${read.event.seq}; sequence numbers are unique`).problem)
    else if (read?.event) {
      seen.add(read.event.seq)
      events.push(read.event)
    }
  }
  return { header, trace: new Trace(events), problems }
}

function readHeader(line: Line): { header: TraceHeader; upgrade: Upgrade } {
  const expected = `expected a trace header such as {"trace":${TRACE_VERSION},"app":…} in line 1`
  const value = parseJson(line)
  const version = z.object({ trace: z.int() }).safeParse(value)
  if (!version.success) throw new TraceFormatError('TRACE_HEADER', `${expected}; found ${excerpt(line)}`)
  const upgrade = upgradeFrom(version.data.trace)
  if (!upgrade)
    throw new TraceFormatError(
      'TRACE_VERSION',
      `the trace has version ${version.data.trace}; this harness reads up to ${TRACE_VERSION}. Read it with the version that wrote it, or update`,
    )
  const header = traceHeader.safeParse(upgrade.header(value))
  if (!header.success) throw new TraceFormatError('TRACE_HEADER', `${expected}; ${reasons(header.error)}`)
  return { header: header.data, upgrade }
}

function readEvent(line: Line, upgrade: Upgrade): Read | undefined {
  if (!line.bytes) return problem('LINE_TOO_LONG', line, `is longer than ${LINE_LIMIT_BYTES} bytes`)
  if (line.bytes.length === 0) return undefined
  const value = parseJson(line)
  if (value === undefined)
    return line.complete
      ? problem('LINE_INVALID', line, `is no JSON in UTF-8: ${excerpt(line)}`)
      : problem('LINE_CUT', line, 'breaks off: whoever wrote the trace was stopped in the middle of it')
  const event = upgrade.event(value)
  const named = z.object({ name: z.string() }).safeParse(event)
  if (named.success && !isEventName(named.data.name))
    return problem(
      'LINE_UNKNOWN_EVENT',
      line,
      `has the unknown event "${named.data.name}"; a newer harness may know it`,
    )
  const parsed = parseTraceEvent(event)
  return parsed.success
    ? { event: parsed.data }
    : problem('LINE_INVALID', line, `is no trace event: ${reasons(parsed.error)}`)
}

function parseJson({ bytes }: Line): unknown {
  if (!bytes) return undefined
  try {
    // Strips a byte order mark too, which editors on Windows leave behind.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function problem(code: TraceProblem['code'], line: Line, what: string): { readonly problem: TraceProblem } {
  return { problem: { code, line: line.number, message: `line ${line.number} ${what}` } }
}

function excerpt({ bytes }: Line): string {
  if (!bytes) return `a line of more than ${LINE_LIMIT_BYTES} bytes`
  const text = new TextDecoder().decode(bytes.subarray(0, 60))
  return bytes.length > 60 ? `${JSON.stringify(text)}…` : JSON.stringify(text)
}

function reasons(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}
