import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** V8's own collector, which it shows only to contexts that are made after it was told to. */
let collectGarbage: (() => void) | undefined

/**
 * A `weak` reference of Swift: it keeps nothing alive, and is nil as soon as nobody else holds its target. JavaScript
 * forgets at leisure, so whoever looks has the garbage collected first.
 */
export class WeakReference<Target extends object> {
  readonly #reference: WeakRef<Target>
  #gone = false

  constructor(target: Target) {
    this.#reference = new WeakRef(target)
  }

  get target(): Target | undefined {
    if (this.#gone) return undefined
    collectGarbage ??= exposedCollector()
    collectGarbage()
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
