import { currentRuntime } from '../runtime/current.ts'

/** `OperatingSystemVersion`. */
export interface OperatingSystemVersion {
  readonly majorVersion: number
  readonly minorVersion: number
  readonly patchVersion: number
}

/** Foundation's `ProcessInfo`. */
export class ProcessInfo {
  static readonly processInfo = new ProcessInfo()

  private constructor() {}

  get environment(): Readonly<Record<string, string | undefined>> {
    return currentRuntime().environment
  }

  /** The executable, and what the app was launched with. */
  get arguments(): readonly string[] {
    return currentRuntime().arguments
  }

  get operatingSystemVersion(): OperatingSystemVersion {
    const [majorVersion = 0, minorVersion = 0, patchVersion = 0] = currentRuntime().release.split('.').map(Number)
    return { majorVersion, minorVersion, patchVersion }
  }

  /** What Swift's `if #available(iOS 17.4, *)` asks. */
  isOperatingSystemAtLeast({ majorVersion, minorVersion, patchVersion }: OperatingSystemVersion): boolean {
    const asked = [majorVersion, minorVersion, patchVersion]
    const own = this.operatingSystemVersion
    const here = [own.majorVersion, own.minorVersion, own.patchVersion]
    const index = here.findIndex((part, place) => part !== asked[place])
    return index < 0 || (here[index] ?? 0) > (asked[index] ?? 0)
  }

  /** Seconds on the monotonic clock. */
  get systemUptime(): number {
    return currentRuntime().clock.now() / 1000
  }
}
