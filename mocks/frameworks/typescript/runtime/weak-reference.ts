import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { AppRuntime } from './app-runtime.ts'

/** V8's own collector, which it shows only to contexts that are made after it was told to. */
let collectGarbage: (() => void) | undefined

/**
 * A `weak` reference of Swift: it keeps nothing alive, and is nil as soon as nobody else holds its target. JavaScript
 * forgets at leisure, so whoever looks first has the garbage collected before; a target that outlives that is taken to be
 * held for good. That collection takes 40 ms in a process that plays many scenarios: with one for each look `explore` played
 * 1 scenario a second with an app that has a queue of its own, and with one for each launch 25. So it goes without in most
 * scenarios.
 */
export class WeakReference<Target extends object> {
  readonly #reference: Pick<WeakRef<Target>, 'deref'>
  #looked: boolean

  /** @param runtime Of the app whose reference this is. */
  constructor(target: Target, { releasesAtOnce }: Pick<AppRuntime, 'releasesAtOnce'>) {
    // Otherwise a collection that V8 chooses to make would decide.
    this.#reference = releasesAtOnce ? new WeakRef(target) : { deref: () => target }
    this.#looked = !releasesAtOnce
  }

  get target(): Target | undefined {
    if (!this.#looked) {
      this.#looked = true
      collectGarbage ??= exposedCollector()
      collectGarbage()
    }
    return this.#reference.deref()
  }
}

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collector = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  return collector
}
