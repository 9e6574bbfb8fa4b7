import { attributeOf, type AttributeName } from './attributes.ts'
import type { Snapshot } from './snapshot.ts'

/** The flags of an element, as the JSON source calls them; each is the text `1` or `0`. */
const FLAGS = {
  accessible: 'isAccessible',
  enabled: 'isEnabled',
  focused: 'isFocused',
  nativeAccessibilityElement: 'isNativeAccessibilityElement',
  visible: 'isVisible',
} as const satisfies Partial<Record<AttributeName, string>>

const TEXTS = ['frame', 'nativeFrame', 'traits'] as const satisfies readonly AttributeName[]
const LIMITS = ['minValue', 'maxValue'] as const satisfies readonly AttributeName[]

/**
 * The elements as WebDriverAgent's JSON source gives them (`-[XCUIApplication fb_tree:]`).
 *
 * @param excluded Attributes that the client does not want, such as `visible` or `frame`.
 */
export function jsonSource(snapshot: Snapshot, excluded: readonly string[] = []): object {
  const wanted = <Name extends string>(names: readonly Name[]) => names.filter((name) => !excluded.includes(name))
  const flags = wanted(Object.keys(FLAGS) as (keyof typeof FLAGS)[])
  const limits = snapshot.element.type === 'Slider' ? wanted(LIMITS) : []
  const children = snapshot.children.map((child) => jsonSource(child, excluded))
  return {
    type: snapshot.element.type,
    rawIdentifier: snapshot.element.identifier || null,
    name: attributeOf(snapshot, 'name'),
    value: attributeOf(snapshot, 'value'),
    label: attributeOf(snapshot, 'label'),
    rect: attributeOf(snapshot, 'rect'),
    customActions: attributeOf(snapshot, 'customActions'),
    ...Object.fromEntries(flags.map((name) => [FLAGS[name], attributeOf(snapshot, name) ? '1' : '0'])),
    ...Object.fromEntries([...wanted(TEXTS), ...limits].map((name) => [name, attributeOf(snapshot, name)])),
    ...(children.length > 0 && { children }),
  }
}

/** What VoiceOver would go through (`-[XCUIApplication fb_accessibilityTree]`); undefined where there is nothing. */
export function accessibleSource(snapshot: Snapshot): object | undefined {
  const accessible = attributeOf(snapshot, 'accessible')
  const children = accessible ? [] : snapshot.children.flatMap((child) => accessibleSource(child) ?? [])
  const spoken = accessible && snapshot.element.visible
  if (!spoken && children.length === 0) return undefined
  return {
    ...(spoken && { value: attributeOf(snapshot, 'value'), label: attributeOf(snapshot, 'label') }),
    ...(children.length > 0 && { children }),
    type: snapshot.element.type,
    rawIdentifier: snapshot.element.identifier || null,
    name: attributeOf(snapshot, 'name'),
  }
}
