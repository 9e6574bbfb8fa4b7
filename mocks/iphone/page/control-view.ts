import { descendants, nameOf, type UIElement } from '../screen/element.ts'
import { center, contains, type Rect } from '../screen/geometry.ts'
import type { Screen } from '../screen/screen.ts'
import type { Layer } from '../screen/views/view.ts'

/** A control on the glass, as a page lays a button over its drawing. */
export interface ControlView {
  /** Tells it apart from every other control on this glass, and from one that takes its place later. */
  readonly id: string
  readonly kind: 'button' | 'slider'
  /** What a screen reader calls it. */
  readonly label: string
  /** In points. */
  readonly rect: Rect
  /** Of its corners, in points. */
  readonly radius: number
  readonly enabled: boolean
  /** For a button that stays pressed: whether it is. */
  readonly pressed?: boolean
  /** The key that does the same while the phone has the focus; for the digits of a call’s keypad. */
  readonly key?: string
}

/** A control and the element that it stands for. */
interface Found {
  readonly view: ControlView
  readonly element: UIElement
}

/** Corners of what is no circle, in points. */
const CORNER = 12

/** The controls that a finger can reach, as they are read: row by row. */
export function shownControls(screen: Screen): ControlView[] {
  return found(screen)
    .map(({ view }) => view)
    .sort((one, other) => one.rect.y - other.rect.y || one.rect.x - other.rect.x)
}

/** The element of a control that is on the glass; undefined when it has gone. */
export function elementOf(screen: Screen, id: string): UIElement | undefined {
  return found(screen).find(({ view }) => view.id === id)?.element
}

function found(screen: Screen): Found[] {
  const layers = screen.layers()
  return layers.flatMap((layer, index) => {
    const above = layers.slice(index + 1)
    return descendants(layer.element)
      .filter((element) => isControl(element) && !above.some((over) => covers(over, element)))
      .map((element) => ({ element, view: viewOf(element, layer) }))
  })
}

function isControl({ type, tap, drag, visible }: UIElement): boolean {
  return visible && (type === 'Button' || tap !== undefined || drag !== undefined)
}

function covers({ element, opaque }: Layer, { rect }: UIElement): boolean {
  return opaque || contains(element.rect, center(rect))
}

function viewOf(element: UIElement, layer: Layer): ControlView {
  const { rect, label = '', identifier, enabled, value, look, drag } = element
  const isRound = look?.kind === 'button' || look?.kind === 'key' || look?.kind === 'slider'
  return {
    id: [layer.element.identity, element.identity, nameOf(element)].filter(Boolean).join(' '),
    kind: drag ? 'slider' : 'button',
    label,
    rect,
    radius: isRound ? rect.height / 2 : Math.min(CORNER, rect.height / 2),
    enabled,
    ...(!drag && value !== undefined && { pressed: value === '1' }),
    ...(look?.kind === 'key' && identifier !== undefined && { key: identifier }),
  }
}
