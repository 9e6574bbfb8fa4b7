import { randomUUID } from 'node:crypto'
import type { Screen } from '../screen/screen.ts'
import { selfAndDescendants, takeSnapshot, type Snapshot } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'

/** How many elements a session remembers; the one not used for longest is forgotten first (`FBElementCache.m`). */
const CAPACITY = 1024

interface Place {
  readonly bundleId: string
  readonly key: string
}

/** An element that is shown, and the app that shows it. */
export interface FoundElement {
  readonly bundleId: string
  readonly snapshot: Snapshot
}

/** The elements that a session has handed out. They are looked up again on every use, so that they can become stale. */
export class ElementCache {
  readonly #screen: Screen
  readonly #places = new Map<string, Place>()
  readonly #ids = new Map<string, string>()

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** The id of an element of an app. The same element gets the same id. */
  store({ bundleId, snapshot: { key } }: FoundElement): string {
    const place = `${bundleId} ${key}`
    const id = this.#ids.get(place) ?? randomUUID().toUpperCase()
    this.#ids.set(place, id)
    this.#remember(id, { bundleId, key })
    return id
  }

  /**
   * The element as it is shown now.
   *
   * @throws WebDriverError `stale element reference` when it was never found, was forgotten, or is not shown any more.
   */
  resolve(id: string): FoundElement {
    const place = this.#places.get(id)
    if (!place)
      throw stale(
        `The element identified by "${id}" is either not present or it has expired from the internal cache. ` +
          'Try to find it again',
      )
    const { bundleId, key } = place
    const snapshot = selfAndDescendants(takeSnapshot(this.#screen, bundleId)).find((each) => each.key === key)
    if (!snapshot) {
      this.#forget(id, place)
      throw stale(`The previously found element '${key}' of ${bundleId} is not shown any more. Try to find it again`)
    }
    this.#remember(id, place)
    return { bundleId, snapshot }
  }

  #remember(id: string, place: Place): void {
    this.#places.delete(id)
    this.#places.set(id, place)
    const [oldest] = this.#places
    if (this.#places.size > CAPACITY && oldest) this.#forget(...oldest)
  }

  #forget(id: string, { bundleId, key }: Place): void {
    this.#places.delete(id)
    this.#ids.delete(`${bundleId} ${key}`)
  }
}

function stale(message: string): WebDriverError {
  return new WebDriverError('stale element reference', message)
}
