import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import type { AppRuntime } from './app-runtime.ts'

const context = new AsyncLocalStorage<AppRuntime | undefined>()

const wayOut = wayInto(undefined)
let main: AppRuntime | undefined

/** Where every copy of this module that is loaded sees which of them hosts apps. */
const host: { url?: string } = ((globalThis as Record<symbol, unknown>)[Symbol.for('callkit-conformance.host')] ??=
  {}) as { url?: string }

/** Makes `runtime` the one of this whole process: it holds one app and nothing else. */
export function setMainRuntime(runtime: AppRuntime): void {
  host.url = import.meta.url
  main = runtime
}

/** Runs `work` as code of one of several apps that this process hosts. */
export function inRuntime<T>(runtime: AppRuntime, work: () => T): T {
  host.url = import.meta.url
  if (context.getStore() === runtime) return work()
  runtime.way ??= wayInto(runtime)
  return runtime.way.runInAsyncScope(work)
}

/** Runs `work`, and whatever follows from it, as code of no app: of the phone or the harness that an app has called. */
export function outsideRuntime<T>(work: () => T): T {
  return context.getStore() ? wayOut.runInAsyncScope(work) : work()
}

/** The app hosted in this process whose code is running; none in code of the phone, the harness or a test. */
export function runtimeInScope(): AppRuntime | undefined {
  return context.getStore()
}

/**
 * The app whose code is running, so that `new CXProvider(…)` finds its phone as it does on iOS, without being told.
 *
 * @throws Error when no phone has launched this code.
 */
export function currentRuntime(): AppRuntime {
  const runtime = context.getStore() ?? main
  if (!runtime) throw new Error(reasonForNoPhone())
  return runtime
}

/**
 * To go a known way costs nothing; each `run` of a storage would make a context of its own. `AsyncLocalStorage.snapshot`
 * would do, but what it gives outlives every collection of young objects, and all that the runtime refers to with it.
 */
function wayInto(runtime: AppRuntime | undefined): AsyncResource {
  return context.run(runtime, () => new AsyncResource('callkit-conformance'))
}

function reasonForNoPhone(): string {
  if (host.url !== undefined && host.url !== import.meta.url)
    return (
      `no phone: the app imports another copy of callkit-conformance (${import.meta.url}) than the one that ` +
      `launched it (${host.url}). Run the copy that is installed beside the app: npx callkit-conformance`
    )
  return (
    'no phone: CallKit and PushKit work only in an app that a virtual iPhone has launched. ' +
    'Run it with: callkit-conformance run --app <this file>'
  )
}
