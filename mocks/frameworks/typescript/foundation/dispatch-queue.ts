import { currentRuntime } from '../runtime/current.ts'

/** Grand Central Dispatch, as far as an app with one thread needs it. */
export class DispatchQueue {
  /** The queue of the main thread. */
  static readonly main = new DispatchQueue()

  private constructor() {}

  /** `async(execute:)`: later, after everything that is already under way. */
  async(work: () => void): void {
    const runtime = currentRuntime()
    queueMicrotask(() => runtime.run(work))
  }

  /**
   * `asyncAfter(deadline: .now() + seconds)`.
   *
   * @param seconds From now.
   */
  asyncAfter(seconds: number, work: () => void): void {
    currentRuntime().after(seconds * 1000, work)
  }
}
