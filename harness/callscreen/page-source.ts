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
  return elementsOf(xml).map(toSourceElement)
}

/** The nodes that stand for elements of the screen, in document order. */
export function elementsOf(xml: string): Element[] {
  if (xml.trim() === '') return []
  // The parser's warnings are for the console.
  const document = new DOMParser({ onError: () => {} }).parseFromString(xml, 'text/xml')
  return Array.from(document.getElementsByTagName('*')).filter((each) => each.hasAttribute('type'))
}

/** The type of an element, without the prefix `XCUIElementType`. */
export function typeOf(element: Element): string {
  return (element.getAttribute('type') ?? '').replace(/^XCUIElementType/, '')
}

/** Whether an element may be a control of a call: a button or a slider, or else something named that acts as a button. */
export function isControl({ type, name, traits }: Pick<SourceElement, 'name' | 'traits' | 'type'>): boolean {
  return isTouchable(type) || (type === 'Other' && name !== '' && traits.includes('Button'))
}

function isTouchable(type: string): boolean {
  return TOUCHABLE.includes(type)
}

function toSourceElement(element: Element): SourceElement {
  const text = (name: string) => element.getAttribute(name) ?? ''
  const number = (name: string) => Number.parseFloat(text(name)) || 0
  return {
    type: typeOf(element),
    name: text('name'),
    label: text('label'),
    traits: text('traits').split(', ').filter(Boolean),
    rect: { x: number('x'), y: number('y'), width: number('width'), height: number('height') },
  }
}
