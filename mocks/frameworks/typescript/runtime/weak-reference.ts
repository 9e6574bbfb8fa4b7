import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** V8's own collector, which it shows only to contexts that are made after it was told to. */
let collectGarbage: (() => void) | undefined

/**
 * A `weak` reference of Swift: it keeps nothing alive, and is nil as soon as nobody else holds its target. JavaScript
 * forgets at leisure, so whoever looks first has the garbage collected before; a target that outlives that is taken to be
 * held for good. With a collection for each look, which takes 50 ms in a process that plays many scenarios, `explore` played
 * 1 scenario a second with an app that has a queue of its own, now 8.
 */
export class WeakReference<Target extends object> {
  readonly #reference: WeakRef<Target>
  #looked = false
  #gone = false

  constructor(target: Target) {
    this.#reference = new WeakRef(target)
  }

  get target(): Target | undefined {
    if (this.#gone) return undefined
    if (!this.#looked) {
      this.#looked = true
      collectGarbage ??= exposedCollector()
      collectGarbage()
    }
    const target = this.#reference.deref()
    this.#gone = target === undefined
    return target
  }
}

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collector = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  return collector
}
