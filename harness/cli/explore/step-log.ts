import type { StepData } from '../../explore/step.ts'

/** The thread counts here what it does. */
const BEATS = 0
/** The bytes of the steps that it plays. */
const LENGTH = 1
const HEADER_BYTES = 8

/**
 * The steps that a thread is playing, in memory that another one reads when it hears no more of it. A message for each
 * step would keep that other thread busy, and would not get out of one that an app has blocked.
 */
export class StepLog {
  readonly #header: Int32Array
  readonly #text: Buffer

  constructor(memory: SharedArrayBuffer) {
    this.#header = new Int32Array(memory, 0, 2)
    this.#text = Buffer.from(memory, HEADER_BYTES)
  }

  /** Memory for so many bytes of steps, as JSON. */
  static memory(bytes: number): SharedArrayBuffer {
    return new SharedArrayBuffer(HEADER_BYTES + bytes)
  }

  /** A scenario begins. */
  begins(): void {
    Atomics.store(this.#header, LENGTH, 0)
    Atomics.add(this.#header, BEATS, 1)
  }

  /** A step that finds no room any more is left out. */
  plays(step: StepData): void {
    const line = `${JSON.stringify(step)}\n`
    const length = Atomics.load(this.#header, LENGTH)
    if (length + Buffer.byteLength(line) <= this.#text.length)
      Atomics.store(this.#header, LENGTH, length + this.#text.write(line, length))
    Atomics.add(this.#header, BEATS, 1)
  }

  /** Another number whenever something has begun. */
  get beats(): number {
    return Atomics.load(this.#header, BEATS)
  }

  /** Each as JSON. */
  get steps(): string[] {
    return this.#text.toString('utf8', 0, Atomics.load(this.#header, LENGTH)).split('\n').slice(0, -1)
  }
}
