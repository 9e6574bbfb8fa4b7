import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { typedPath } from './apns/typed-path.ts'
import { UsageError } from './usage-error.ts'

/** A folder that is to be written to. */
export interface NewFolder {
  readonly path: string
  /** What is to be written, in the plural. */
  readonly what: string
  /** The option that chooses another. */
  readonly option: string
}

/** Makes a folder, and those that it is in. @throws {UsageError} */
export async function makeFolder(folder: NewFolder): Promise<void> {
  try {
    await makePath(resolve(folder.path))
  } catch (error) {
    throw notWritable(folder, error)
  }
}

export function notWritable({ path, what, option }: NewFolder, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const why = code === 'EEXIST' ? ': a file is in its place' : ` (${code})`
  return new UsageError(`${what} cannot be written to ${typedPath(path) || '.'}${why}; choose a folder with ${option}`)
}

/** One by one: Node's own way never ends in a folder that is there and in which none can be, such as /proc. */
async function makePath(path: string): Promise<void> {
  if (await isFolder(path)) return
  const parent = dirname(path)
  if (parent !== path) await makePath(parent)
  try {
    await mkdir(path)
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!(await isFolder(path))) throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
