import type { Element } from '@xmldom/xmldom'
import { escapeXml } from '../../mocks/iphone/screen/xml.ts'
import { LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import { isMadeOfIdentifierWords } from './identifier-words.ts'
import { elementsOf, typeOf } from './page-source.ts'
import { knownProfiles } from './selectors.ts'

/** What stands for a text that was taken out. */
export const REDACTED = '•••'

/** A page source that can be shown to others. */
export interface RedactedSource {
  readonly source: string
  /** How many elements had a text that was taken out. */
  readonly redacted: number
}

const UNKNOWN_TYPE = 'Other'
/** Around the elements of the phone, in what Appium gives. */
const WRAPPER = 'AppiumAUT'

/** The attributes that say where an element is and what state it is in, and what they can say. */
const STRUCTURE = [
  'enabled',
  'visible',
  'accessible',
  'nativeAccessibilityElement',
  'selected',
  'focused',
  'hittable',
  'x',
  'y',
  'width',
  'height',
  'index',
]
const STRUCTURE_VALUE = /^(true|false|-?\d{1,4}(\.\d{1,3})?)$/
/** Whether a switch is on. */
const SWITCH_VALUES = ['0', '1']

const labels = Object.values(LABELS).flatMap((each) => Object.values(each))
const controls = (Object.keys(LABELS) as Language[])
  .flatMap((language) => knownProfiles({ language }))
  .flatMap((profile) => Object.values(profile.controls))
  .flatMap((names) => [...names.identifiers, ...names.labels])
const builtIn: readonly string[] = [...labels, ...controls]

/**
 * A page source without whatever could say who calls, or what else is on the phone. Nothing is kept but what is known to
 * say neither: the texts of call screens in the languages that are known, identifiers made of words that programmers
 * use, types, traits, places and states. What any other text could give away is not guessed.
 *
 * @param known Texts that are to be kept besides, such as the names in a profile of one’s own.
 */
export function redactSource(xml: string, known: readonly string[] = []): RedactedSource {
  const root = elementsOf(xml)[0]?.ownerDocument?.documentElement
  const texts = new Set([...builtIn, ...known])
  let redacted = 0
  const write = (element: Element, indent: string): string => {
    const kept = keptAttributes(element, texts)
    if (kept.some(([, value]) => value === REDACTED)) redacted++
    const tag = element.tagName === WRAPPER ? WRAPPER : typeName(element)
    const attributes = kept.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('')
    const inner = Array.from(element.children).map((child) => write(child, `${indent}  `))
    return inner.length === 0
      ? `${indent}<${tag}${attributes}/>\n`
      : `${indent}<${tag}${attributes}>\n${inner.join('')}${indent}</${tag}>\n`
  }
  return { source: root ? write(root, '') : '', redacted }
}

type Attribute = readonly [name: string, value: string]

function keptAttributes(element: Element, texts: ReadonlySet<string>): Attribute[] {
  const label = element.getAttribute('label')
  const name = element.getAttribute('name')
  const read = (text: string) => (texts.has(text) ? text : REDACTED)
  // An element without an identifier is named after its label.
  const identified = (text: string) => (text !== label && isMadeOfIdentifierWords(text) ? text : read(text))
  const value = element.getAttribute('value')
  const placeholder = element.getAttribute('placeholderValue')
  return [
    ...(element.hasAttribute('type') ? [['type', typeName(element)] as const] : []),
    ...(value ? [['value', SWITCH_VALUES.includes(value) ? value : read(value)] as const] : []),
    ...(name ? [['name', identified(name)] as const] : []),
    ...(label ? [['label', read(label)] as const] : []),
    ...(placeholder ? [['placeholderValue', read(placeholder)] as const] : []),
    ...STRUCTURE.flatMap((attribute): Attribute[] => {
      const text = element.getAttribute(attribute) ?? ''
      return STRUCTURE_VALUE.test(text) ? [[attribute, text]] : []
    }),
    ...traitsOf(element),
  ]
}

function traitsOf(element: Element): Attribute[] {
  const traits = element.getAttribute('traits')?.split(', ').filter(isMadeOfIdentifierWords) ?? []
  return traits.length > 0 ? [['traits', traits.join(', ')]] : []
}

function typeName(element: Element): string {
  const type = typeOf(element)
  return `XCUIElementType${/^[A-Za-z]+$/.test(type) ? type : UNKNOWN_TYPE}`
}
