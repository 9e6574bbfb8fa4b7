import type { UIElement } from '../screen/element.ts'
import { escapeXml } from '../screen/xml.ts'
import { attributeOf, integralRect, type AttributeName, type AttributeValue } from './attributes.ts'
import { typeName } from './element-type.ts'
import { snapshotOf, type Snapshot } from './snapshot.ts'

type XmlAttribute = (typeof WRITTEN)[number]

/** The attributes that WebDriverAgent writes, in its order (`FBXPath.m`). */
const WRITTEN = [
  'type',
  'value',
  'name',
  'label',
  'enabled',
  'visible',
  'accessible',
  'nativeAccessibilityElement',
  'x',
  'y',
  'width',
  'height',
  'index',
  'hittable',
  'placeholderValue',
  'traits',
  'nativeFrame',
  'minValue',
  'maxValue',
  'customActions',
] as const satisfies readonly (AttributeName | 'height' | 'width' | 'x' | 'y')[]

/** Those that stand in a page source only when a setting asks for them; a query may name any. */
export const ON_REQUEST: readonly XmlAttribute[] = [
  'nativeAccessibilityElement',
  'hittable',
  'nativeFrame',
  'minValue',
  'maxValue',
  'customActions',
]

/** What the XML of one tree depends on, besides the tree. */
export interface XmlOptions {
  /** Attributes that the client does not want, in any case. */
  readonly excluded?: readonly string[]
  /** Attributes of {@link ON_REQUEST} that it does want. */
  readonly requested?: readonly string[]
  /** More attributes for an element, such as the process that an `Application` is. */
  readonly extra?: (snapshot: Snapshot) => Readonly<Record<string, string>>
}

/** The elements as WebDriverAgent's XML source writes them; an element's tag is its type. */
export function xmlSource(root: UIElement): string {
  return writeXml(snapshotOf(root))
}

export function writeXml(root: Snapshot, { excluded = [], requested = [], extra }: XmlOptions = {}): string {
  const unwanted = new Set(excluded.map((name) => name.toLowerCase()))
  const wanted = WRITTEN.filter(
    (name) => !unwanted.has(name.toLowerCase()) && (!ON_REQUEST.includes(name) || requested.includes(name)),
  )
  const write = (snapshot: Snapshot): string => {
    const own = wanted.map((name) => [name, valueFor(snapshot, name)] as const).filter(([, value]) => value !== null)
    const text = [...own, ...Object.entries(extra?.(snapshot) ?? {})]
      .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
      .join('')
    const tag = typeName(snapshot.element.type)
    const inner = snapshot.children.map(write).join('')
    return inner ? `<${tag}${text}>${inner}</${tag}>` : `<${tag}${text}/>`
  }
  return write(root)
}

function valueFor(snapshot: Snapshot, name: XmlAttribute): AttributeValue {
  if (name === 'x' || name === 'y' || name === 'width' || name === 'height')
    return integralRect(snapshot.element.rect)[name]
  return attributeOf(snapshot, name)
}
