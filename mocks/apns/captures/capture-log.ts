import type { Clock } from '../../clock/clock.ts'
import type { Environment } from '../environment.ts'
import { selects, type CaptureFilter } from './capture-filter.ts'
import { CaptureFileWriter } from './capture-file-writer.ts'
import { LineWriter } from './line-writer.ts'
import type { CaptureRequest } from './capture-request.ts'
import { CAPTURE_VERSION, capturedPush, type CaptureHeader, type CapturedPush } from './capture.ts'
import { RecentLines } from './recent-lines.ts'

/** Pushes that are kept in memory unless told otherwise. */
const KEPT = 1000

export interface CaptureLogOptions {
  readonly environment: Environment
  readonly clock: Clock
  /** Where the capture is written; kept in memory only unless given. */
  readonly file?: string
  /** Whether a file that is there already may be lost. */
  readonly overwrite?: boolean
  /** How many of the latest pushes can be asked for without reading the file; 1000 unless given. */
  readonly keep?: number
  /** Replaces device tokens, provider tokens, and secrets in payloads; `true` unless given. */
  readonly redact?: boolean
  /** What the capture is of, for people. */
  readonly title?: string
}

/** Told when a request is in the file, or why it is not. */
export type Written = (error?: Error) => void

/**
 * Keeps every request that a gateway has received: the latest in memory, all of them in a file.
 *
 * What `written` has confirmed survives the death of the process, SIGKILL included, because it is the system's by then;
 * a power cut it may not survive, for nothing is flushed to the disk.
 *
 * @example
 * using log = CaptureLog.open({ environment: 'development', clock, file: 'pushes.jsonl' })
 * log.keep(request, (error) => answer(error ? 500 : 200))
 */
export class CaptureLog implements Disposable {
  readonly header: CaptureHeader
  readonly #startedAt: number
  readonly #lines: LineWriter
  readonly #writer: CaptureFileWriter | undefined
  readonly #latest: RecentLines
  #pending: { readonly line: string; readonly written: Written }[] = []
  #seq = 0
  #closed = false

  private constructor(options: CaptureLogOptions) {
    const { environment, clock, file, overwrite = false, keep = KEPT, redact = true, title } = options
    this.header = {
      capture: CAPTURE_VERSION,
      environment,
      startedAt: clock.date().toISOString(),
      redacted: redact,
      ...(title !== undefined && { title }),
    }
    this.#startedAt = clock.now()
    this.#lines = new LineWriter(redact)
    this.#latest = new RecentLines(keep)
    // What is not redacted lets whoever reads it push.
    const mode = redact ? 0o666 : 0o600
    this.#writer = file === undefined ? undefined : new CaptureFileWriter(file, { overwrite, mode })
    const { error } = this.#writer?.write([`${JSON.stringify(this.header)}\n`]) ?? {}
    if (!error) return
    this.#writer?.close()
    throw error
  }

  /**
   * @throws {CaptureExistsError} When there is such a file, unless it may be overwritten.
   * @throws The system's error when the file cannot be written.
   */
  static open(options: CaptureLogOptions): CaptureLog {
    return new CaptureLog(options)
  }

  /**
   * Keeps one request. `written` is called once it is in the file, at once where there is none, in the order of the
   * requests; all requests of one turn of the event loop are written together.
   */
  keep(request: CaptureRequest, written: Written): void {
    if (this.#closed) return written(new Error('expected an open capture, and it was closed before this request'))
    const line = this.#lines.line(request, ++this.#seq, request.at - this.#startedAt)
    if (!this.#writer) {
      this.#latest.add(line)
      return written()
    }
    if (this.#pending.push({ line, written }) === 1) setImmediate(() => this.#commit())
  }

  /** The pushes in memory that a filter selects, oldest first. */
  query(filter: CaptureFilter = {}): CapturedPush[] {
    const isSelected = selects(filter)
    return this.#latest
      .values()
      .map((line) => capturedPush.parse(JSON.parse(line)))
      .filter(isSelected)
  }

  /** Writes what is still to be written, and ends the capture. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    try {
      this.#commit()
    } finally {
      this.#writer?.close()
    }
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #commit(): void {
    const pending = this.#pending
    if (!this.#writer || pending.length === 0) return
    this.#pending = []
    const { written, error } = this.#writer.write(pending.map(({ line }) => line))
    const thrown: unknown[] = []
    for (const [index, each] of pending.entries()) {
      const isWritten = index < written
      if (isWritten) this.#latest.add(each.line)
      try {
        each.written(isWritten ? undefined : error)
      } catch (mistake) {
        // The others are in the file as well, and their senders are waiting to hear so.
        thrown.push(mistake)
      }
    }
    if (thrown.length > 0) throw thrown[0]
  }
}
