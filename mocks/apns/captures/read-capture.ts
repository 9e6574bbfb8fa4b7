import { createReadStream } from 'node:fs'
import {
  invalidLine,
  openJSONLines,
  type JSONLinesFormat,
  type LineProblem,
  type ReadLine,
} from '../../events/json-lines-file.ts'
import { CaptureFormatError } from './capture-format-error.ts'
import { CAPTURE_VERSION, capturedPush, captureHeader, type CapturedPush, type CaptureHeader } from './capture.ts'

/** A capture that is being read. */
export interface CaptureReader extends AsyncDisposable {
  readonly header: CaptureHeader
  /** Read as they are asked for, so a capture may be larger than the memory; once only. */
  readonly pushes: AsyncIterable<CapturedPush>
  /** Complete when all pushes have been read. */
  readonly problems: readonly LineProblem[]
}

const format: JSONLinesFormat<CaptureHeader> = {
  name: 'capture',
  example: `{"capture":${CAPTURE_VERSION},"environment":…}`,
  version: CAPTURE_VERSION,
  header: captureHeader,
  // None as long as there is only one version.
  upgrades: new Map(),
  reader: 'this gateway',
  error: (why, message) => new CaptureFormatError(`CAPTURE_${why}`, message),
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
  const file = await openJSONLines(source instanceof Uint8Array ? chunksOf(source) : source, format)
  const problems: LineProblem[] = []
  return {
    header: file.header,
    pushes: readPushes(file.batches, problems),
    problems,
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function* readPushes(
  batches: AsyncIterable<readonly ReadLine[]>,
  problems: LineProblem[],
): AsyncGenerator<CapturedPush> {
  for await (const batch of batches)
    for (const read of batch) {
      if (read.problem) {
        problems.push(read.problem)
        continue
      }
      const parsed = capturedPush.safeParse(read.value)
      if (parsed.success) yield parsed.data
      else problems.push(invalidLine(read.line, 'push', parsed.error, read.value))
    }
}
