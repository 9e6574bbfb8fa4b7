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

  constructor(target: Target) {
    this.#reference = new WeakRef(target)
  }

  get target(): Target | undefined {
    collectGarbage ??= exposedCollector()
    collectGarbage()
    return this.#reference.deref()
  }
}

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collector = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  return collector
}
