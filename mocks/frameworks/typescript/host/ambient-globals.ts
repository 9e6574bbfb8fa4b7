import type { TimerOptions } from 'node:timers'
import { promisify } from 'node:util'
import { runtimeInScope } from '../runtime/current.ts'
import { AmbientTimer, timerDelay } from './ambient-timer.ts'

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
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, fetch } = globalThis
  const set = (original: Callback, repeats: boolean) =>
    function (this: unknown, callback: unknown, delay?: unknown, ...args: unknown[]): unknown {
      const runtime = runtimeInScope()
      // What is not a function is refused by the original, in its own words.
      if (!runtime || typeof callback !== 'function') return original.call(this, callback, delay, ...args)
      return new AmbientTimer(runtime, () => callback(...args), timerDelay(delay), repeats)
    }
  const setAtOnce = (callback: unknown, ...args: unknown[]): unknown => {
    const runtime = runtimeInScope()
    if (!runtime || typeof callback !== 'function') return (setImmediate as Callback)(callback, ...args)
    return new AmbientTimer(runtime, () => callback(...args), 0, false)
  }
  const clear = (original: Callback) => (handle: unknown) => {
    const timer = AmbientTimer.of(handle)
    if (timer) timer.close()
    else original(handle)
  }
  const sleep = promisify(setTimeout)
  const ambientSleep = <T>(delay?: number, value?: T, options?: TimerOptions) =>
    runtimeInScope() ? settledInApp(sleeping, delay, value, options?.signal) : sleep(delay, value, options)
  const turn = promisify(setImmediate)
  const ambientTurn = <T>(value?: T, options?: TimerOptions) =>
    runtimeInScope() ? settledInApp(yielding, 0, value, options?.signal) : turn(value, options)
  Object.assign(globalThis, {
    setTimeout: Object.assign(set(setTimeout as Callback, false), { [promisify.custom]: ambientSleep }),
    setInterval: set(setInterval as Callback, true),
    setImmediate: Object.assign(setAtOnce, { [promisify.custom]: ambientTurn }),
    clearTimeout: clear(clearTimeout as Callback),
    clearInterval: clear(clearInterval as Callback),
    clearImmediate: clear(clearImmediate as Callback),
    fetch: (...[input, init]: Parameters<typeof fetch>) => runtimeInScope()?.fetch(input, init) ?? fetch(input, init),
  })
}

/** Begins to wait. @returns how to stop. */
type Wait = (done: () => void, delay: number | undefined) => () => void

const sleeping: Wait = (done, delay) => {
  const timer = setTimeout(done, delay)
  return () => clearTimeout(timer)
}

const yielding: Wait = (done) => {
  const immediate = setImmediate(done)
  return () => clearImmediate(immediate)
}

/** What `promisify` makes of the globals as an app has them. */
function settledInApp<T>(wait: Wait, delay: number | undefined, value: T, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const abort = () => {
      stop()
      reject(signal?.reason)
    }
    const stop = wait(() => {
      signal?.removeEventListener('abort', abort)
      resolve(value)
    }, delay)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
