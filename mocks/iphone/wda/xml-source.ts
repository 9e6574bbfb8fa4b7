import type { UIElement } from '../screen/element.ts'
import { escapeXml } from '../screen/xml.ts'
import { attributeNames, attributeOf, type AttributeName } from './attributes.ts'

/** What the XML of one tree depends on, besides the tree. */
export interface XmlSourceOptions {
  /** Attributes that the client does not want. */
  readonly excluded?: readonly string[]
  /** More attributes for an element, such as the process that an `Application` is. */
  readonly extra?: (element: UIElement, path: readonly number[]) => Readonly<Record<string, string>>
}

// `selected` is an attribute to ask for, but not part of WebDriverAgent's XML (FBXPath.m).
const WRITTEN: readonly AttributeName[] = attributeNames.filter((name) => name !== 'selected')

/** The elements as WebDriverAgent's XML source writes them; an element's tag is its type. */
export function xmlSource(root: UIElement, options: XmlSourceOptions = {}): string {
  return write(root, [], options)
}

function write(element: UIElement, path: readonly number[], options: XmlSourceOptions): string {
  const own = WRITTEN.map((name) => [name, attributeOf(element, name)] as const).filter(
    ([name, value]) => value !== null && value !== '' && !options.excluded?.includes(name),
  )
  const attributes = [...own, ['index', path.at(-1) ?? 0], ...Object.entries(options.extra?.(element, path) ?? {})]
  const text = attributes.map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`).join('')
  const tag = `XCUIElementType${element.type}`
  const inner = element.children.map((child, index) => write(child, [...path, index], options)).join('')
  return inner ? `<${tag}${text}>${inner}</${tag}>` : `<${tag}${text}/>`
}
