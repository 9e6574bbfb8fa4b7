import { nameOf, type UIElement } from '../screen/element.ts'
import { center, contains, type Rect } from '../screen/geometry.ts'
import type { Screen } from '../screen/screen.ts'
import type { Layer } from '../screen/views/view.ts'

/** An element as it was at one moment, with its place in the tree (`XCElementSnapshot` of XCTest). */
export interface Snapshot {
  readonly element: UIElement
  readonly parent: Snapshot | undefined
  /** Among its siblings, from 0. */
  readonly index: number
  readonly children: readonly Snapshot[]
  /** The way from the root in names and identities: the same for the same element in a tree drawn anew. */
  readonly key: string
  /** Whether a finger at its centre would reach it. */
  readonly hittable: boolean
}

const NONE: readonly Snapshot[] = []

type Growing = Omit<Snapshot, 'children'> & { children: readonly Snapshot[] }

/** The rectangles that lie above the layer with this number, of the layers of the app. */
type Covers = (layer: number) => readonly Rect[]

/** The depth of a layer in the tree: below the application and its window. */
const LAYER_DEPTH = 2

/**
 * What an app shows at this moment. An app that shows nothing has an application element without children.
 *
 * @param layers What is on the glass, if that has been drawn already.
 */
export function takeSnapshot(screen: Screen, bundleId: string, layers: readonly Layer[] = screen.layers()): Snapshot {
  const covers = layers.flatMap(({ owner }, depth) =>
    owner === bundleId ? [layers.slice(depth + 1).map(({ element }) => element.rect)] : [],
  )
  return snapshotOf(screen.tree(bundleId, layers), (layer) => covers[layer] ?? [])
}

/** The snapshot of a tree. Unless told otherwise, nothing covers it. */
export function snapshotOf(root: UIElement, covers: Covers = () => []): Snapshot {
  const grow = (
    element: UIElement,
    place: Pick<Snapshot, 'index' | 'key' | 'parent'>,
    depth: number,
    above: readonly Rect[],
  ): Snapshot => {
    const middle = center(element.rect)
    const hittable = element.visible && !above.some((rect) => contains(rect, middle))
    const snapshot: Growing = { element, ...place, hittable, children: NONE }
    if (element.children.length === 0) return snapshot
    const named = counter()
    snapshot.children = element.children.map((child, index) => {
      const key = `${snapshot.key}/${named(`${child.type}:${child.identity ?? nameOf(child) ?? ''}`)}`
      const below = depth + 1 === LAYER_DEPTH ? covers(index) : above
      return grow(child, { index, key, parent: snapshot }, depth + 1, below)
    })
    return snapshot
  }
  return grow(root, { index: 0, key: '', parent: undefined }, 0, [])
}

/** Every snapshot below the given one, in document order. */
export function descendantsOf({ children }: Snapshot, all: Snapshot[] = []): Snapshot[] {
  for (const child of children) {
    all.push(child)
    descendantsOf(child, all)
  }
  return all
}

/** The same, with the given one first: most searches of WebDriverAgent include the element that they start from. */
export function selfAndDescendants(root: Snapshot): Snapshot[] {
  return [root, ...descendantsOf(root)]
}

/** The application that an element belongs to. */
export function rootOf(snapshot: Snapshot): Snapshot {
  return snapshot.parent ? rootOf(snapshot.parent) : snapshot
}

/** Numbers what has the same name, from the second on. */
function counter(): (name: string) => string {
  const seen = new Map<string, number>()
  return (name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  }
}
