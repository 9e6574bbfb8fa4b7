import type { TimerOptions } from 'node:timers'
import { promisify } from 'node:util'
import { runtimeInScope } from '../runtime/current.ts'
import { AmbientTimer } from './ambient-timer.ts'

type Callback = (...args: unknown[]) => unknown

let installed = false

/**
 * Gives the code of an in-process app the global timers and `fetch` of its own runtime: on the phone's time, and to the
 * backend that the harness has set up. All other code of this process keeps those that were there before. Installing it
 * again does nothing.
 */
export function installAmbientGlobals(): void {
  if (installed) return
  installed = true
  const { setTimeout, setInterval, clearTimeout, clearInterval, fetch } = globalThis
  const set = (original: Callback, repeats: boolean) =>
    function (this: unknown, callback: unknown, delay?: unknown, ...args: unknown[]): unknown {
      const runtime = runtimeInScope()
      // What is not a function is refused by the original, in its own words.
      if (!runtime || typeof callback !== 'function') return original.call(this, callback, delay, ...args)
      return new AmbientTimer(runtime, () => callback(...args), delay, repeats)
    }
  const clear = (original: Callback) => (handle: unknown) => {
    const timer = AmbientTimer.of(handle)
    if (timer) timer.close()
    else original(handle)
  }
  const sleep = promisify(setTimeout)
  const ambientSleep = <T>(delay?: number, value?: T, options?: TimerOptions) =>
    runtimeInScope() ? sleepInApp(delay, value, options?.signal) : sleep(delay, value, options)
  Object.assign(globalThis, {
    setTimeout: Object.assign(set(setTimeout as Callback, false), { [promisify.custom]: ambientSleep }),
    setInterval: set(setInterval as Callback, true),
    clearTimeout: clear(clearTimeout as Callback),
    clearInterval: clear(clearInterval as Callback),
    fetch: (...[input, init]: Parameters<typeof fetch>) => runtimeInScope()?.fetch(input, init) ?? fetch(input, init),
  })
}

/** `promisify(setTimeout)`, by the globals as an app has them. */
function sleepInApp<T>(delay: number | undefined, value: T, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve(value)
    }, delay)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
