import { currentRuntime } from '../runtime/current.ts'

/** Foundation's `ProcessInfo`. */
export class ProcessInfo {
  static readonly processInfo = new ProcessInfo()

  private constructor() {}

  get environment(): Readonly<Record<string, string | undefined>> {
    return currentRuntime().environment
  }

  /** Seconds on the monotonic clock. */
  get systemUptime(): number {
    return currentRuntime().clock.now() / 1000
  }
}
