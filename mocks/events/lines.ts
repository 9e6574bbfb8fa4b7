const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d
const empty = new Uint8Array()

/** One line of a byte stream, without its line ending. */
export interface Line {
  /** From 1. */
  readonly number: number
  /** Absent when the line is longer than the limit. */
  readonly bytes?: Uint8Array
  /** `false` for a last line that no line feed ends. */
  readonly complete: boolean
}

/**
 * Splits a byte stream at line feeds (CRLF counts as one), holding never more than `limit` bytes of a line, so that a
 * file that is no text at all cannot exhaust the memory.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line> {
  for await (const lines of lineBatches(chunks, limit)) yield* lines
}

/** The same, with the lines that end in a chunk together: to wait for each line costs more than to read it. */
export async function* lineBatches(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<readonly Line[]> {
  let number = 1
  let parts: Uint8Array[] = []
  let length = 0

  const take = (part: Uint8Array) => {
    length += part.length
    if (length <= limit) parts.push(part)
    else parts = []
  }
  const finish = (complete: boolean): Line => {
    const [bytes = empty] = parts.length > 1 ? [Buffer.concat(parts)] : parts
    const line = { number: number++, complete, ...(length <= limit && { bytes: withoutCarriageReturn(bytes) }) }
    parts = []
    length = 0
    return line
  }

  for await (const chunk of chunks) {
    const lines: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end))
      lines.push(finish(true))
      start = end + 1
    }
    take(chunk.subarray(start))
    if (lines.length > 0) yield lines
  }
  if (length > 0) yield [finish(false)]
}

function withoutCarriageReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes
}
