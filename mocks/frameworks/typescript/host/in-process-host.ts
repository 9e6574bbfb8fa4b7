import { randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import type { Clock } from '../../../clock/clock.ts'
import type { AppHost, AppProcess, HostHandlers, Launch } from '../../../iphone/apps/host.ts'
import { greet } from '../../../iphone/link/greet.ts'
import { memoryTransports } from '../../../iphone/link/memory-transport.ts'
import { AppRuntime } from '../runtime/app-runtime.ts'
import { inRuntime } from '../runtime/current.ts'
import { launchApplication, type AppModule } from '../uikit/launch.ts'

let lastPid = 100_000

/**
 * Hosts a TypeScript app within this process, on the phone's own clock: on virtual time a minute of waiting costs
 * nothing. The app has to take its time from Foundation's `Timer` and reach its backend through `URLSession`; one that
 * loops forever, or leaves a rejected promise to nobody, takes this process with it. Its modules are loaded once: state
 * outside its delegate outlives a launch.
 */
export class InProcessHost implements AppHost {
  readonly #entry: string
  readonly #clock: Clock
  readonly #fetch: typeof globalThis.fetch

  /**
   * @param entry Path of the app's module.
   * @param fetch Answers the app's requests: the backend itself, or the real `fetch`.
   */
  constructor(entry: string, clock: Clock, fetch: typeof globalThis.fetch) {
    this.#entry = entry
    this.#clock = clock
    this.#fetch = fetch
  }

  async launch(launch: Launch, handlers: HostHandlers): Promise<AppProcess> {
    const pid = ++lastPid
    const [phoneEnd, appEnd] = memoryTransports()
    let gone = false
    const exit = (code: string) => {
      if (gone) return
      gone = true
      runtime.kill()
      handlers.exited({ code })
    }
    const runtime = new AppRuntime({
      clock: this.#clock,
      transport: appEnd,
      pid,
      launch: randomUUID(),
      environment: { ...launch.environment, CALLKIT_BUNDLE_ID: launch.bundleId },
      fetch: this.#fetch,
      enter: inRuntime,
      crashed: (error) => {
        const report = error instanceof Error ? (error.stack ?? error.message) : String(error)
        for (const line of report.split('\n')) handlers.output('stderr', line)
        exit('uncaught exception')
      },
      disconnected: () => exit('exit code 0'),
    })
    greet(phoneEnd, {
      hello: (hello, transport) => handlers.connected(transport, hello.pid),
      refused: (reason) => handlers.refused(reason),
    })
    const load = async () => {
      const release = this.#clock.hold()
      try {
        return (await import(pathToFileURL(this.#entry).href)) as AppModule
      } finally {
        release()
      }
    }
    inRuntime(runtime, () => launchApplication(runtime, load, this.#entry)).catch((error: unknown) =>
      runtime.crash(error),
    )
    return {
      pid,
      suspend: () => runtime.suspend(),
      resume: () => runtime.resume(),
      kill() {
        runtime.kill()
        queueMicrotask(() => exit('SIGKILL'))
      },
    }
  }

  async close(): Promise<void> {}
}
