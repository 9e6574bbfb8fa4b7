import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { CaptureFormatError } from './capture-format-error.ts'
import { CAPTURE_VERSION, capturedPush, captureHeader, type CapturedPush, type CaptureHeader } from './capture.ts'
import { splitLines, type Line } from '../../events/lines.ts'
import { upgradeFrom, type Upgrade } from './upgrade.ts'

/** Far above the longest line, a body that is far too large and all of it escaped, and far below what would hurt. */
export const LINE_LIMIT_BYTES = 1024 * 1024

/** A line that could not be used. The lines around it are kept. */
export interface CaptureProblem {
  readonly code: 'LINE_CUT' | 'LINE_INVALID' | 'LINE_TOO_LONG'
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** A capture that is being read. */
export interface CaptureReader extends AsyncDisposable {
  readonly header: CaptureHeader
  /** Read as they are asked for, so a capture may be larger than the memory; once only. */
  readonly pushes: AsyncIterable<CapturedPush>
  /** Complete when all pushes have been read. */
  readonly problems: readonly CaptureProblem[]
}

/**
 * Reads a capture file: JSON Lines in UTF-8, the header first. Bad lines are reported and left out, such as the last
 * one of a gateway that was killed.
 *
 * @throws {CaptureFormatError} When the file is empty, has no header, or has one of an unknown version.
 * @throws The system's error when the file cannot be read.
 */
export function readCaptureFile(path: string): Promise<CaptureReader> {
  return readCapture(createReadStream(path))
}

/**
 * Reads a capture from bytes, or from a stream of them.
 *
 * @throws {CaptureFormatError} Like {@link readCaptureFile}.
 */
export async function readCapture(source: Uint8Array | AsyncIterable<Uint8Array>): Promise<CaptureReader> {
  const lines = splitLines(source instanceof Uint8Array ? chunksOf(source) : source, LINE_LIMIT_BYTES)
  const first = await lines.next()
  if (first.done)
    throw new CaptureFormatError('CAPTURE_EMPTY', 'expected a capture header in line 1; the file is empty')
  const { header, upgrade } = readHeader(first.value)
  const problems: CaptureProblem[] = []
  return {
    header,
    pushes: readPushes(lines, upgrade, problems),
    problems,
    async [Symbol.asyncDispose]() {
      await lines.return(undefined)
    },
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function* readPushes(
  lines: AsyncGenerator<Line>,
  upgrade: Upgrade,
  problems: CaptureProblem[],
): AsyncGenerator<CapturedPush> {
  for await (const line of lines) {
    if (line.bytes?.length === 0) continue
    const read = readPush(line, upgrade)
    if ('code' in read) problems.push(read)
    else yield read
  }
}

function readHeader(line: Line): { header: CaptureHeader; upgrade: Upgrade } {
  const expected = `expected a capture header such as {"capture":${CAPTURE_VERSION},"environment":…} in line 1`
  const value = parseJson(line)
  const version = z.object({ capture: z.int() }).safeParse(value)
  if (!version.success) throw new CaptureFormatError('CAPTURE_HEADER', `${expected}; found ${excerpt(line)}`)
  const upgrade = upgradeFrom(version.data.capture)
  if (!upgrade)
    throw new CaptureFormatError(
      'CAPTURE_VERSION',
      `the capture has version ${version.data.capture}; this gateway reads up to ${CAPTURE_VERSION}. Read it with the version that wrote it, or update`,
    )
  const header = captureHeader.safeParse(upgrade.header(value))
  if (!header.success) throw new CaptureFormatError('CAPTURE_HEADER', `${expected}; ${reasons(header.error, value)}`)
  return { header: header.data, upgrade }
}

function readPush(line: Line, upgrade: Upgrade): CapturedPush | CaptureProblem {
  if (!line.bytes) return problem('LINE_TOO_LONG', line, `is longer than ${LINE_LIMIT_BYTES} bytes`)
  const value = parseJson(line)
  if (value === undefined)
    return line.complete
      ? problem('LINE_INVALID', line, `is no JSON in UTF-8: ${excerpt(line)}`)
      : problem('LINE_CUT', line, 'breaks off: whoever wrote the capture was stopped in the middle of it')
  const parsed = capturedPush.safeParse(upgrade.push(value))
  return parsed.success ? parsed.data : problem('LINE_INVALID', line, `is no push: ${reasons(parsed.error, value)}`)
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

function problem(code: CaptureProblem['code'], line: Line, what: string): CaptureProblem {
  return { code, line: line.number, message: `line ${line.number} ${what}` }
}

function excerpt({ bytes }: Line): string {
  return bytes
    ? shortened(JSON.stringify(new TextDecoder().decode(bytes)))
    : `a line of more than ${LINE_LIMIT_BYTES} bytes`
}

/** What is wrong with which field, and what it holds. */
function reasons(error: z.ZodError, value: unknown): string {
  return error.issues
    .map(({ path, message }) => {
      if (path.length === 0) return message
      const found = path.reduce<unknown>((inner, key) => Object(inner)[key], value)
      return `${path.join('.')}: ${message}; found ${found === undefined ? 'nothing' : shortened(JSON.stringify(found))}`
    })
    .join('; ')
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
