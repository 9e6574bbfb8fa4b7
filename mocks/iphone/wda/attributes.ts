import { nameOf, type UIElement } from '../screen/element.ts'
import type { Rect } from '../screen/geometry.ts'
import { WebDriverError } from './web-driver-error.ts'

export type AttributeValue = boolean | number | string | null

/** The attributes of an element that WebDriverAgent knows (`FBElement.h`), in the order of its XML source. */
const ATTRIBUTES = {
  type: (element) => `XCUIElementType${element.type}`,
  value: (element) => element.value ?? (element.type === 'StaticText' ? (element.label ?? null) : null),
  name: (element) => nameOf(element) ?? null,
  label: (element) => element.label ?? null,
  enabled: (element) => element.enabled,
  visible: (element) => element.visible,
  accessible: (element) => element.traits.length > 0,
  selected: (element) => element.selected,
  x: ({ rect }) => Math.round(rect.x),
  y: ({ rect }) => Math.round(rect.y),
  width: ({ rect }) => Math.round(rect.width),
  height: ({ rect }) => Math.round(rect.height),
  traits: (element) => element.traits.join(', '),
} as const satisfies Record<string, (element: UIElement) => AttributeValue>

export type AttributeName = keyof typeof ATTRIBUTES

export const attributeNames = Object.keys(ATTRIBUTES) as AttributeName[]

export function attributeOf(element: UIElement, name: AttributeName): AttributeValue {
  return ATTRIBUTES[name](element)
}

/**
 * The attribute that a client means: `label`, or `wdLabel` as WebDriverAgent calls it inside.
 *
 * @throws WebDriverError `invalid argument` for any other name, with those there are.
 */
export function attributeNamed(name: string): AttributeName {
  const plain = name.replace(/^wd(?=[A-Z])/, '')
  const wanted = plain === name ? name : plain.charAt(0).toLowerCase() + plain.slice(1)
  const found = attributeNames.find((each) => each === wanted)
  if (!found)
    throw new WebDriverError(
      'invalid argument',
      `The attribute '${name}' is unknown. Valid attribute names are: ${attributeNames.join(', ')}`,
    )
  return found
}

/** An element's place in whole points, as WebDriverAgent gives it. */
export function roundedRect(element: UIElement): Rect {
  const { x, y, width, height } = element.rect
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}
