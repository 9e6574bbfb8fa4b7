import { nameOf } from '../screen/element.ts'
import type { Rect } from '../screen/geometry.ts'
import { typeName } from './element-type.ts'
import type { Snapshot } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'

export type AttributeValue = Rect | boolean | number | string | null

/** The attributes that WebDriverAgent knows (`FBElement.h`), and what each says of an element. */
const ATTRIBUTES = {
  UID: ({ key }) => key,
  accessibilityContainer: (snapshot) => isContainer(snapshot),
  accessible: (snapshot) => isAccessible(snapshot),
  customActions: () => null,
  enabled: ({ element }) => element.enabled,
  focused: () => false,
  frame: ({ element }) => frameText(integralRect(element.rect)),
  hittable: ({ hittable }) => hittable,
  index: ({ index }) => index,
  label: ({ element }) => element.label || null,
  maxValue: ({ element }) => (element.type === 'Slider' ? 1 : null),
  minValue: ({ element }) => (element.type === 'Slider' ? 0 : null),
  name: ({ element }) => nameOf(element) ?? null,
  nativeAccessibilityElement: (snapshot) => isAccessibilityElement(snapshot),
  nativeFrame: ({ element }) => frameText(element.rect),
  placeholderValue: () => null,
  rect: ({ element }) => integralRect(element.rect),
  selected: ({ element }) => element.selected,
  traits: ({ element }) => element.traits.join(', '),
  type: ({ element }) => typeName(element.type),
  value: (snapshot) => valueOf(snapshot),
  visible: ({ element }) => element.visible,
} as const satisfies Record<string, (snapshot: Snapshot) => AttributeValue>

export type AttributeName = keyof typeof ATTRIBUTES

const names = Object.keys(ATTRIBUTES) as AttributeName[]

export function attributeOf(snapshot: Snapshot, name: AttributeName): AttributeValue {
  return ATTRIBUTES[name](snapshot)
}

/**
 * The attribute that a client means: `label`, or `wdLabel` or `isWDVisible` as they are called inside WebDriverAgent.
 *
 * @throws WebDriverError `unknown error` for any other name, with those there are: WebDriverAgent has no code of its
 *   own for this (`FBExceptionHandler.m`).
 */
export function attributeNamed(name: string): AttributeName {
  const found = names.find((each) => each === name || `wd${each.charAt(0).toUpperCase()}${each.slice(1)}` === name)
  if (found) return found
  throw new WebDriverError(
    'unknown error',
    `The attribute '${name}' is unknown. Valid attribute names are: ${names.join(', ')}`,
  )
}

/** The smallest rectangle in whole points around another (`CGRectIntegral`), which is how WebDriverAgent gives places. */
export function integralRect({ x, y, width, height }: Rect): Rect {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  return { x: left, y: top, width: Math.ceil(x + width) - left, height: Math.ceil(y + height) - top }
}

/** What an element reads as: its value, or its label (`-[FBElementCommands handleGetText:]`). */
export function textOf(snapshot: Snapshot): string {
  return valueOf(snapshot) || (snapshot.element.label ?? '')
}

function valueOf({ element: { type, value, label, selected } }: Snapshot): string | null {
  if (type === 'StaticText') return value || label || null
  if (type === 'Button') return value || (selected ? '1' : null)
  if (type === 'Switch') return /^(?:[1-9yt])/i.test(value ?? '') ? '1' : '0'
  return value || null
}

/** Elements with traits are what VoiceOver stops at. */
function isAccessibilityElement({ element }: Snapshot): boolean {
  return element.traits.length > 0
}

/** An accessibility element, unless it is a part of another (`-[FBXCElementSnapshotWrapper isWDAccessible]`). */
function isAccessible(snapshot: Snapshot): boolean {
  if (!isAccessibilityElement(snapshot)) return false
  for (let { parent } = snapshot; parent; { parent } = parent) if (isAccessibilityElement(parent)) return false
  return true
}

function isContainer({ children }: Snapshot): boolean {
  return children.some((child) => isAccessibilityElement(child) || isContainer(child))
}

function frameText({ x, y, width, height }: Rect): string {
  return `{{${x}, ${y}}, {${width}, ${height}}}`
}
