import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { UsageError } from '../usage-error.ts'

/** Something to check. */
export interface Source {
  readonly name: string
  readonly kind: 'trace' | 'log'
  readonly chunks: AsyncIterable<Uint8Array>
}

/** Larger than what streams of files take by themselves: a trace of a gigabyte is read in fewer steps. */
const CHUNK_BYTES = 256 * 1024

/**
 * Opens a file, or stdin for `-`, and looks at its beginning: a trace is JSON, a log is not.
 *
 * @throws UsageError when there is no such file.
 */
export async function openSource(name: string, format: 'auto' | 'trace' | 'log'): Promise<Source> {
  if (name !== '-') await expectFile(name)
  const stream = name === '-' ? process.stdin : createReadStream(name, { highWaterMark: CHUNK_BYTES })
  const chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
  const first = await chunks.next()
  const beginning = first.done ? '' : Buffer.from(first.value).toString('utf8', 0, 100)
  const isTrace = /^\uFEFF?\s*(?:\{|$)/.test(beginning)
  const kind = format === 'auto' ? (isTrace ? 'trace' : 'log') : format
  return { name: name === '-' ? 'stdin' : name, kind, chunks: resumed(first, chunks) }
}

async function expectFile(name: string): Promise<void> {
  try {
    const file = await open(name)
    const isFolder = (await file.stat()).isDirectory()
    await file.close()
    if (!isFolder) return
  } catch {
    throw new UsageError(`expected a trace or a device log at ${name}, and there is no such file that can be read`)
  }
  throw new UsageError(`expected a trace or a device log at ${name}, which is a folder; name the files in it`)
}

async function* resumed(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value
}
