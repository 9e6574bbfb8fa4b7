import type { Transport } from '../link/transport.ts'

/** What whoever launches an app gives it on the way. */
export interface LaunchOptions {
  /** What follows the executable's name in `ProcessInfo.arguments`. */
  readonly arguments?: readonly string[]
  /** Variables beside those of the app's own environment, which they outweigh. */
  readonly environment?: Readonly<Record<string, string>>
}

/** What a host needs in order to run an app once. */
export interface Launch extends Required<LaunchOptions> {
  readonly bundleId: string
}

export interface HostHandlers {
  /** The app has said hello over its link. */
  connected(transport: Transport, pid: number): void
  /** A peer knocked on the link and was turned away. */
  refused(reason: string): void
  /** The process is gone, whoever ended it. */
  exited(exit: Exit): void
  output(stream: 'stdout' | 'stderr', line: string): void
}

export interface Exit {
  /** Such as `exit code 1` or `SIGKILL`. */
  readonly code: string
}

/** A launched app. */
export interface AppProcess {
  readonly pid: number
  suspend(): void
  resume(): void
  /** Ends the process at once, as SIGKILL does. `exited` follows. */
  kill(): void
}

/** A way of running an app's code: as a child process, or within this one. */
export interface AppHost {
  launch(launch: Launch, handlers: HostHandlers): Promise<AppProcess>
  /** Ends the processes that are left, and frees what the host holds across launches. */
  close(): Promise<void>
}
