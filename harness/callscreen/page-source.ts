import { DOMParser, type Element } from '@xmldom/xmldom'

/** An element of a page source, as WebDriverAgent writes it. */
export interface SourceElement {
  /** Without the prefix `XCUIElementType`. */
  readonly type: string
  /** The accessibility identifier, or the label of an element without one; empty where it has neither. */
  readonly name: string
  readonly label: string
  readonly traits: readonly string[]
  /** In points. */
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** What a finger can press, drag or switch. */
const TOUCHABLE = ['Button', 'Slider', 'Switch']

/** What is only read, or is no part of a call: somebody may be called as a control is, and so may an app. */
export const TEXT_TYPES = ['StaticText', 'Icon'] as const

/** The elements of an XML page source in document order; none in what is no XML. */
export function readPageSource(xml: string): SourceElement[] {
  return xml.trim() === '' ? [] : Array.from(elementsOf(xml), toSourceElement)
}

/** Whether an element may be a control of a call: a button or a slider, or else something named that acts as a button. */
export function isControl({ type, name, traits }: Pick<SourceElement, 'name' | 'traits' | 'type'>): boolean {
  return TOUCHABLE.includes(type) || (type === 'Other' && name !== '' && traits.includes('Button'))
}

function* elementsOf(xml: string): Iterable<Element> {
  // The parser's warnings are for the console.
  const document = new DOMParser({ onError: () => {} }).parseFromString(xml, 'text/xml')
  for (const element of Array.from(document.getElementsByTagName('*')))
    if (element.getAttribute('type') !== null) yield element
}

function toSourceElement(element: Element): SourceElement {
  const text = (name: string) => element.getAttribute(name) ?? ''
  const number = (name: string) => Number.parseFloat(text(name)) || 0
  return {
    type: text('type').replace(/^XCUIElementType/, ''),
    name: text('name'),
    label: text('label'),
    traits: text('traits').split(', ').filter(Boolean),
    rect: { x: number('x'), y: number('y'), width: number('width'), height: number('height') },
  }
}
