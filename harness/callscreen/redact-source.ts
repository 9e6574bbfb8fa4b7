import { XMLSerializer, type Element } from '@xmldom/xmldom'
import { LABELS } from '../../mocks/iphone/screen/labels.ts'
import { elementsOf, isTouchable, typeOf } from './page-source.ts'

/** What stands for a text that was taken out. */
export const REDACTED = '•••'

/** What anybody may be called by, such as `+1 (555) 0100`. */
const PHONE_NUMBER = /\+?\d[\d\s().-]{5,}\d/g
const TEXTS = ['label', 'value', 'placeholderValue'] as const

const systemTexts: ReadonlySet<string> = new Set(Object.values(LABELS).flatMap((labels) => Object.values(labels)))

/**
 * A page source without whatever could say who calls, or what else is on the phone. Texts are kept of what can be
 * touched, because controls are known by them, and of the application itself; what any other element says, such as a
 * caller’s name, is taken out of these as well. Identifiers, types, traits and places are kept, and so is what call
 * screens say themselves in the languages that are known.
 */
export function redactSource(xml: string): string {
  const elements = elementsOf(xml)
  // The longest first: of “Bob Smith” nothing is to be left because somebody else is called Bob.
  const secrets = elements
    .filter((each) => !isPublic(each))
    .flatMap(secretsOf)
    .toSorted((one, other) => other.length - one.length)
  for (const element of elements) redact(element, secrets)
  const document = elements[0]?.ownerDocument
  return document ? new XMLSerializer().serializeToString(document) : ''
}

function redact(element: Element, secrets: readonly string[]): void {
  const [name, label] = [element.getAttribute('name'), element.getAttribute('label')]
  const clean = (text: string) => (isPublic(element) ? without(text, secrets) : systemTexts.has(text) ? text : REDACTED)
  for (const attribute of TEXTS) {
    const text = element.getAttribute(attribute)
    if (text) element.setAttribute(attribute, clean(text))
  }
  // An element without an identifier is named after its label.
  if (name) element.setAttribute('name', name === label ? clean(name) : withoutWords(name, secrets))
}

function without(text: string, secrets: readonly string[]): string {
  const rest = secrets.reduce((kept, secret) => kept.replaceAll(secret, REDACTED), text)
  return rest.replaceAll(PHONE_NUMBER, REDACTED)
}

/** In identifiers only whole words count: the text “Call” is no reason to lose `acceptCall`. */
function withoutWords(identifier: string, secrets: readonly string[]): string {
  const words = secrets.map((secret) => {
    const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    return new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, 'gu')
  })
  return [...words, PHONE_NUMBER].reduce((kept, word) => kept.replaceAll(word, REDACTED), identifier)
}

function secretsOf(element: Element): string[] {
  const texts = TEXTS.map((attribute) => element.getAttribute(attribute) ?? '')
  // A text of one character is a part of every other.
  return texts.filter((text) => text.length > 1 && !systemTexts.has(text))
}

/** Whether an element is the application, a control, or the caption of one. */
function isPublic(element: Element): boolean {
  return typeOf(element) === 'Application' || lineOf(element).some((each) => isTouchable(typeOf(each)))
}

/** An element and those that it is in. */
function lineOf(element: Element): Element[] {
  return [element, ...(element.parentElement ? lineOf(element.parentElement) : [])]
}
