import { randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import type { Clock } from '../../../clock/clock.ts'
import type { AppHost, AppProcess, HostHandlers, Launch } from '../../../iphone/apps/host.ts'
import { greet } from '../../../iphone/link/greet.ts'
import { memoryTransports } from '../../../iphone/link/memory-transport.ts'
import type { Transport } from '../../../iphone/link/transport.ts'
import { AppRuntime, type RuntimeOptions } from '../runtime/app-runtime.ts'
import { inRuntime, outsideRuntime } from '../runtime/current.ts'
import { launchApplication, type AppModule } from '../uikit/launch.ts'
import { installAmbientGlobals } from './ambient-globals.ts'
import { attributeUnhandledRejections } from './unhandled-rejections.ts'

/** What an app may look up in `process.env` as it would in a process of its own. */
const AMBIENT_ENVIRONMENT = ['CALLKIT_BACKEND', 'CALLKIT_DEVICE', 'CALLKIT_BUNDLE_ID']

export type InProcessHostOptions = Pick<RuntimeOptions, 'releasesAtOnce'>

let lastPid = 100_000

/** By their paths: to ask the module loader again takes it a tenth of a millisecond. */
const modules = new Map<string, AppModule>()

/**
 * Hosts a TypeScript app within this process, on the phone's own clock: on virtual time a minute of waiting costs
 * nothing. Foundation's `Timer` and `URLSession` work, and so do the global timers and `fetch`;
 * `node:timers`, `node:http`, `AbortSignal.timeout` and `Date` stay on the machine's time and network. A rejected promise
 * that the app leaves to nobody is a crash of the app; an endless loop takes this process with it. `process.env` shows
 * what the phone told the app, and where several apps are hosted, what it told the one launched last:
 * `ProcessInfo.processInfo.environment` is always the app's own. Its modules are loaded once: state outside its delegate
 * outlives a launch.
 */
export class InProcessHost implements AppHost {
  readonly #entry: string
  readonly #clock: Clock
  readonly #fetch: typeof globalThis.fetch
  readonly #options: InProcessHostOptions

  /**
   * @param entry Path of the app's module.
   * @param fetch Answers the app's requests: the backend itself, or the real `fetch`.
   */
  constructor(entry: string, clock: Clock, fetch: typeof globalThis.fetch, options: InProcessHostOptions = {}) {
    this.#entry = entry
    this.#clock = clock
    this.#fetch = fetch
    this.#options = options
  }

  async launch(launch: Launch, handlers: HostHandlers): Promise<AppProcess> {
    installAmbientGlobals()
    attributeUnhandledRejections()
    const environment: Record<string, string | undefined> = {
      ...launch.environment,
      CALLKIT_BUNDLE_ID: launch.bundleId,
    }
    for (const name of AMBIENT_ENVIRONMENT) if (environment[name] !== undefined) process.env[name] = environment[name]
    const pid = ++lastPid
    const [phoneEnd, appEnd] = memoryTransports()
    let gone = false
    const exit = (code: string) => {
      if (gone) return
      gone = true
      runtime.kill()
      outsideRuntime(() => handlers.exited({ code }))
    }
    const runtime = new AppRuntime({
      clock: this.#clock,
      transport: leavingTheApp(appEnd),
      pid,
      launch: randomUUID(),
      environment,
      arguments: [this.#entry, ...launch.arguments],
      fetch: (input, init) => outsideRuntime(() => this.#fetch(input, init)),
      ...this.#options,
      enter: inRuntime,
      crashed: (error) => {
        const report = error instanceof Error ? (error.stack ?? error.message) : String(error)
        outsideRuntime(() => report.split('\n').forEach((line) => handlers.output('stderr', line)))
        exit('uncaught exception')
      },
      disconnected: () => exit('exit code 0'),
    })
    greet(phoneEnd, {
      hello: (hello, transport) => handlers.connected(transport, hello.pid),
      refused: (reason) => handlers.refused(reason),
    })
    const load = async () => {
      const known = modules.get(this.#entry)
      if (known) return known
      const release = this.#clock.hold()
      try {
        const loaded = (await import(pathToFileURL(this.#entry).href)) as AppModule
        modules.set(this.#entry, loaded)
        return loaded
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

/** What the phone does about a message is not the app's doing, though it runs as a consequence of the app's code. */
function leavingTheApp(transport: Transport): Transport {
  return {
    send: (message) => outsideRuntime(() => transport.send(message)),
    receive: (handlers) => transport.receive(handlers),
    close: () => outsideRuntime(() => transport.close()),
  }
}
