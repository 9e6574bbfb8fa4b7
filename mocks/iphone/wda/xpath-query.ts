import { DOMParser, type Element } from '@xmldom/xmldom'
import xpath from 'xpath'
import type { UIElement } from '../screen/element.ts'
import { WebDriverError } from './web-driver-error.ts'
import { xmlSource } from './xml-source.ts'

/** Marks each XML element with its way down from the root; the name is WebDriverAgent's. */
const PATH = 'private_indexPath'

/**
 * The elements that an XPath 1.0 expression selects in the XML source of `root`.
 *
 * @throws WebDriverError `invalid selector` when the expression cannot be evaluated, or selects no elements but a value.
 */
export function selectByXPath(root: UIElement, expression: string): UIElement[] {
  const xml = xmlSource(root, { extra: (_, path) => ({ [PATH]: path.join(',') }) })
  const selected = evaluate(expression, new DOMParser({ onError }).parseFromString(xml, 'text/xml'))
  if (!Array.isArray(selected)) throw invalid(expression, `it gives a ${typeof selected} where elements are expected`)
  return selected.filter(isElement).flatMap((node) => elementAt(root, node.getAttribute(PATH)) ?? [])
}

/** The parser warns on the console of U+FFFD, which stands in the source for what XML cannot carry. */
function onError(level: 'error' | 'fatalError' | 'warning', message: string): void {
  if (level !== 'warning') throw new Error(`the XML source is not well-formed: ${message}`)
}

function evaluate(expression: string, document: ReturnType<DOMParser['parseFromString']>): unknown {
  try {
    // The two packages type the DOM differently; at run time the document is what xpath is made for.
    return xpath.select(expression, document as unknown as Node)
  } catch (cause) {
    throw invalid(expression, cause instanceof Error ? cause.message : String(cause))
  }
}

function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'nodeType' in node && node.nodeType === 1
}

function elementAt(root: UIElement, path: string | null): UIElement | undefined {
  const steps = path ? path.split(',').map(Number) : []
  return steps.reduce<UIElement | undefined>((element, step) => element?.children[step], root)
}

function invalid(expression: string, reason: string): WebDriverError {
  return new WebDriverError(
    'invalid selector',
    `Cannot evaluate results for XPath expression "${expression}": ${reason}`,
  )
}
