import { currentRuntime } from '../runtime/current.ts'

/** Grand Central Dispatch, as far as an app with one thread needs it: whatever the queue, work runs on that thread. */
export class DispatchQueue {
  /** The queue of the main thread. */
  static readonly main = new DispatchQueue('com.apple.main-thread')
  readonly label: string

  /** A serial queue. It lives as long as somebody holds it. */
  constructor(label: string) {
    this.label = label
  }

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
