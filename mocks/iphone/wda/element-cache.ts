import { randomUUID } from 'node:crypto'
import { nameOf, type UIElement } from '../screen/element.ts'
import type { Screen } from '../screen/screen.ts'
import { WebDriverError } from './web-driver-error.ts'

/** The key of an element reference in a response (W3C WebDriver, section 11). */
export const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf'

/** An element reference as WebDriverAgent answers it: the W3C key, and the one that came before. */
export type ElementReference = Readonly<Record<'ELEMENT' | typeof ELEMENT_KEY, string>>

/** The elements of a tree by their way from the root. */
type KeyedTree = ReadonlyMap<string, UIElement>

const ROOT = ''

interface Place {
  readonly bundleId: string
  /** The way to the element, in names and identities, so that it is found again in a tree drawn anew. */
  readonly key: string
}

/** The elements that a session has handed out. They are looked up again on every use, so that they can become stale. */
export class ElementCache {
  readonly #screen: Screen
  readonly #places = new Map<string, Place>()
  readonly #ids = new Map<string, string>()

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** References to the elements that `select` picks from an app's tree. The same element gets the same reference. */
  find(bundleId: string, select: (root: UIElement) => readonly UIElement[]): ElementReference[] {
    const root = this.#screen.tree(bundleId)
    return this.#references(bundleId, keyed(root), select(root))
  }

  /**
   * The same below an element that was found before.
   *
   * @throws WebDriverError `stale element reference` as {@link resolve} does.
   */
  findBelow(id: string, select: (root: UIElement) => readonly UIElement[]): ElementReference[] {
    const { bundleId, tree, element } = this.#place(id)
    return this.#references(bundleId, tree, select(element))
  }

  /** @throws WebDriverError `stale element reference` when the element was never found or is not shown any more. */
  resolve(id: string): UIElement {
    return this.#place(id).element
  }

  #place(id: string): { bundleId: string; tree: KeyedTree; element: UIElement } {
    const place = this.#places.get(id)
    if (!place)
      throw new WebDriverError(
        'stale element reference',
        `No element has been found in this session with the id '${id}'`,
      )
    const tree = keyed(this.#screen.tree(place.bundleId))
    const element = tree.get(place.key)
    if (!element)
      throw new WebDriverError(
        'stale element reference',
        `The previously found element '${place.key}' of ${place.bundleId} is not shown any more; find it again`,
      )
    return { bundleId: place.bundleId, tree, element }
  }

  #references(bundleId: string, tree: KeyedTree, elements: readonly UIElement[]): ElementReference[] {
    const keys = new Map([...tree].map(([key, element]) => [element, key]))
    return elements.map((element) => {
      const key = keys.get(element) ?? ROOT
      const place = `${bundleId} ${key}`
      const id = this.#ids.get(place) ?? randomUUID().toUpperCase()
      this.#ids.set(place, id)
      this.#places.set(id, { bundleId, key })
      return { [ELEMENT_KEY]: id, ELEMENT: id }
    })
  }
}

function keyed(root: UIElement): KeyedTree {
  const elements = new Map<string, UIElement>()
  const visit = (element: UIElement, key: string) => {
    elements.set(key, element)
    const seen = new Map<string, number>()
    for (const child of element.children) {
      const name = `${child.type}:${child.identity ?? nameOf(child) ?? ''}`
      const before = seen.get(name) ?? 0
      seen.set(name, before + 1)
      visit(child, `${key}/${name}${before > 0 ? `#${before + 1}` : ''}`)
    }
  }
  visit(root, ROOT)
  return elements
}
