import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { CaptureExistsError } from './capture-exists-error.ts'

/** Appends whole lines to a new file, and leaves no half one behind when the file cannot take them all. */
export class CaptureFileWriter {
  readonly #descriptor: number
  #size = 0

  /** @param mode Who may read a file that is new. @throws {CaptureExistsError} */
  constructor(file: string, { overwrite, mode }: { overwrite: boolean; mode: number }) {
    try {
      this.#descriptor = openSync(file, overwrite ? 'w' : 'wx', mode)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
        throw new CaptureExistsError(file, error)
      throw error
    }
  }

  /** Writes lines in one go. @returns How many of them are in the file, and why the others are not. */
  write(lines: readonly string[]): { readonly written: number; readonly error?: Error } {
    const bytes = Buffer.from(lines.reduce((batch, line) => batch + line, ''))
    let done = 0
    try {
      // Every byte has its place, so that what is left of a failed attempt is overwritten by the next.
      while (done < bytes.length)
        done += writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#size + done)
      this.#size += done
      return { written: lines.length }
    } catch (error) {
      const { count, size } = wholeLines(lines, done)
      this.#size += size
      this.#cutOff()
      return { written: count, error: error instanceof Error ? error : new Error(String(error)) }
    }
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #cutOff(): void {
    try {
      ftruncateSync(this.#descriptor, this.#size)
    } catch {
      // A half line at the end of a file that takes nothing any more: readers know how to leave it out.
    }
  }
}

/** How many of the lines the first `bytes` bytes hold, and how long those are. */
function wholeLines(lines: readonly string[], bytes: number): { count: number; size: number } {
  let count = 0
  let size = 0
  for (const line of lines) {
    const next = size + Buffer.byteLength(line)
    if (next > bytes) break
    size = next
    count++
  }
  return { count, size }
}
