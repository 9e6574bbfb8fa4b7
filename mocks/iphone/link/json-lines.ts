import { StringDecoder } from 'node:string_decoder'

const EXCERPT = 80

/** What came over the link that is not a message. */
export interface BadLine {
  readonly excerpt: string
  readonly reason: string
}

/**
 * Cuts a byte stream into JSON values, one a line. Bad lines are reported and skipped. A line longer than
 * `maximumLength` characters is given up as soon as it is that long, so a peer that never ends its line costs no more
 * memory than that.
 */
export class JsonLines {
  readonly #decoder = new StringDecoder('utf8')
  readonly #maximumLength: number
  #pending = ''
  #skipping = false

  constructor(maximumLength = 1_048_576) {
    this.#maximumLength = maximumLength
  }

  /** @returns The values and bad lines that `chunk` completes, in order. */
  *push(chunk: Buffer): Generator<{ value: unknown } | { bad: BadLine }> {
    const lines = (this.#pending + this.#decoder.write(chunk)).split('\n')
    this.#pending = lines.pop() ?? ''
    for (const line of lines) {
      if (this.#skipping) this.#skipping = false
      else if (line.length > this.#maximumLength) yield this.#tooLong(line)
      else if (line.trim() !== '') yield parse(line)
    }
    if (this.#pending.length > this.#maximumLength) {
      if (!this.#skipping) yield this.#tooLong(this.#pending)
      this.#skipping = true
      this.#pending = ''
    }
  }

  #tooLong(line: string): { bad: BadLine } {
    return bad(line, `a line is longer than ${this.#maximumLength} characters`)
  }
}

function parse(line: string): { value: unknown } | { bad: BadLine } {
  try {
    return { value: JSON.parse(line) }
  } catch (error) {
    return bad(line, `not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function bad(line: string, reason: string): { bad: BadLine } {
  return { bad: { excerpt: line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line, reason } }
}
