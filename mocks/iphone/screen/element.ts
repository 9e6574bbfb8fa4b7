import type { Point, Rect } from './geometry.ts'
import type { Look } from './look.ts'

/** The cases of `XCUIElement.ElementType` that a screen is made of, or that WebDriverAgent treats in their own way. */
export type ElementType =
  | 'Alert'
  | 'Application'
  | 'Button'
  | 'Icon'
  | 'Image'
  | 'Other'
  | 'Sheet'
  | 'Slider'
  | 'StaticText'
  | 'Switch'
  | 'Window'

/** What a screen shows at one place, as XCTest would see it. */
export interface UIElement {
  /** Without the prefix `XCUIElementType`. */
  readonly type: ElementType
  /** The accessibility identifier. */
  readonly identifier?: string
  readonly label?: string
  readonly value?: string
  readonly rect: Rect
  readonly enabled: boolean
  readonly visible: boolean
  readonly selected: boolean
  /** Names of accessibility traits, such as `Button`. */
  readonly traits: readonly string[]
  readonly children: readonly UIElement[]
  /** Tells two elements apart that look the same, such as the Accept buttons of two calls. Not shown to anyone. */
  readonly identity?: string
  readonly look?: Look
  readonly tap?: () => Promise<void> | void
  readonly drag?: (from: Point, to: Point) => void
}

/** Makes an element: enabled, visible, not selected, without children, unless told otherwise. */
export function element(
  type: ElementType,
  rect: Rect,
  properties: Partial<Omit<UIElement, 'rect' | 'type'>> = {},
): UIElement {
  return {
    type,
    rect,
    enabled: true,
    visible: true,
    selected: false,
    traits: type === 'Button' || type === 'StaticText' ? [type] : [],
    children: [],
    ...properties,
  }
}

/** Every element below the given one, in document order. */
export function descendants({ children }: UIElement, all: UIElement[] = []): UIElement[] {
  for (const child of children) {
    all.push(child)
    descendants(child, all)
  }
  return all
}

/** What Appium calls an element's name: its identifier, or its label when it has none. */
export function nameOf({ identifier, label }: UIElement): string | undefined {
  return identifier || label || undefined
}
