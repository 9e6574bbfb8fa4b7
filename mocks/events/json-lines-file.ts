import { z } from 'zod'
import { lineBatches, type Line } from './lines.ts'
import { upgradeFrom, type Upgrade } from './upgrade.ts'

/**
 * Far above the longest line that is written, a captured body that is far too large and all of it escaped, and far below
 * what would hurt.
 */
export const LINE_LIMIT_BYTES = 1024 * 1024

/** A line that could not be used. The lines around it are kept. */
export interface LineProblem<Code extends string = 'LINE_CUT' | 'LINE_INVALID' | 'LINE_TOO_LONG'> {
  readonly code: Code
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** A line that is JSON, in the current version of the format, or a problem. */
export type ReadLine =
  | { readonly line: number; readonly value: unknown; readonly problem?: never }
  | { readonly problem: LineProblem }

/** A file whose header has been read. */
interface JSONLines<Header> extends AsyncDisposable {
  readonly header: Header
  /** Read as they are asked for, as many together as come together; once only. */
  readonly batches: AsyncIterable<readonly ReadLine[]>
}

/** A kind of file: JSON Lines in UTF-8, a header with a version first. */
export interface JSONLinesFormat<Header> {
  /** What such a file is called, which is the field of its header that has the version. */
  readonly name: string
  /** A header as it begins, for people who gave another file. */
  readonly example: string
  readonly version: number
  readonly header: z.ZodType<Header>
  /** By the version that they start from. */
  readonly upgrades: ReadonlyMap<number, Upgrade>
  /** Who reads it, as in `this gateway reads up to 1`. */
  readonly reader: string
  readonly error: (why: 'EMPTY' | 'HEADER' | 'VERSION', message: string) => Error
}

/**
 * Reads the header of a file, and its other lines as they are asked for. Blank ones are left out.
 *
 * @throws The format's error when there is no header, or one of an unknown version.
 */
export async function openJSONLines<Header>(
  chunks: AsyncIterable<Uint8Array>,
  format: JSONLinesFormat<Header>,
): Promise<JSONLines<Header>> {
  await using resources = new AsyncDisposableStack()
  const batches = resources.adopt(
    lineBatches(chunks, LINE_LIMIT_BYTES),
    async (each) => void (await each.return(undefined)),
  )
  const { value: [first, ...rest] = [] } = await batches.next()
  if (!first) throw format.error('EMPTY', `expected a ${format.name} header in line 1; the file is empty`)
  const { header, upgrade } = readHeader(first, format)
  const open = resources.move()
  return {
    header,
    batches: readBatches(rest, batches, upgrade, format.name),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}

/** A line whose JSON is not what it should be: what is wrong with which field, and what it holds. */
export function invalidLine(line: number, what: string, error: z.ZodError, value: unknown): LineProblem {
  return lineProblem('LINE_INVALID', line, `is no ${what}: ${reasons(error, value)}`)
}

export function lineProblem<Code extends string>(code: Code, line: number, what: string): LineProblem<Code> {
  return { code, line, message: `line ${line} ${what}` }
}

function readHeader<Header>(line: Line, format: JSONLinesFormat<Header>): { header: Header; upgrade: Upgrade } {
  const { name, example, reader } = format
  const expected = `expected a ${name} header such as ${example} in line 1`
  const value = parseJSON(line)
  const version = z.object({ [name]: z.int() }).safeParse(value).data?.[name]
  if (version === undefined) throw format.error('HEADER', `${expected}; found ${excerpt(line)}`)
  const upgrade = upgradeFrom(version, format.version, format.upgrades)
  if (!upgrade)
    throw format.error(
      'VERSION',
      `the ${name} has version ${version}; ${reader} reads up to ${format.version}. Read it with the version that wrote it, or update`,
    )
  const header = format.header.safeParse(upgrade.header(value))
  if (!header.success) throw format.error('HEADER', `${expected}; ${reasons(header.error, value)}`)
  return { header: header.data, upgrade }
}

async function* readBatches(
  first: readonly Line[],
  batches: AsyncIterable<readonly Line[]>,
  upgrade: Upgrade,
  name: string,
): AsyncGenerator<readonly ReadLine[]> {
  const read = (lines: readonly Line[]) => lines.filter(isWritten).map((line) => readLine(line, upgrade, name))
  yield read(first)
  for await (const batch of batches) yield read(batch)
}

function isWritten({ bytes }: Line): boolean {
  return bytes?.length !== 0
}

function readLine(line: Line, upgrade: Upgrade, name: string): ReadLine {
  const value = parseJSON(line)
  if (value !== undefined) return { line: line.number, value: upgrade.entry(value) }
  return { problem: unreadable(line, name) }
}

function unreadable(line: Line, name: string): LineProblem {
  if (!line.bytes) return lineProblem('LINE_TOO_LONG', line.number, `is longer than ${LINE_LIMIT_BYTES} bytes`)
  return line.complete
    ? lineProblem('LINE_INVALID', line.number, `is no JSON in UTF-8: ${excerpt(line)}`)
    : lineProblem('LINE_CUT', line.number, `breaks off: whoever wrote the ${name} was stopped in the middle of it`)
}

const strict = new TextDecoder('utf-8', { fatal: true })

function parseJSON({ bytes }: Line): unknown {
  if (!bytes) return undefined
  try {
    // Strips a byte order mark too, which editors on Windows leave behind.
    return JSON.parse(strict.decode(bytes))
  } catch {
    return undefined
  }
}

function excerpt({ bytes }: Line): string {
  return bytes
    ? shortened(JSON.stringify(new TextDecoder().decode(bytes)))
    : `a line of more than ${LINE_LIMIT_BYTES} bytes`
}

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
