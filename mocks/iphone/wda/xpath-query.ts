import { DOMParser, type Element } from '@xmldom/xmldom'
import xpath from 'xpath'
import { selfAndDescendants, type Snapshot } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'
import { xpathFunction, type XPathValue } from './xpath-functions.ts'
import { ON_REQUEST, writeXml } from './xml-source.ts'

/** Marks each XML element with its number in document order; the name is WebDriverAgent's. */
const INDEX = 'private_indexPath'

/** What the `xpath` package exports and does not declare. */
interface XPathPackage {
  parse(expression: string): {
    evaluate(options: { node: unknown; functions: typeof xpathFunction }): XPathValue
  }
}

/**
 * The elements that an XPath 1.0 expression selects in the XML of `root`. An expression that gives a value selects none.
 *
 * @param context The element that the expression is relative to, `root` unless told otherwise.
 * @throws WebDriverError `invalid selector` when the expression cannot be evaluated, and `unknown error`, as
 *   WebDriverAgent has it, when it selects attributes.
 */
export function selectByXPath(root: Snapshot, expression: string, context = root): Snapshot[] {
  const snapshots = selfAndDescendants(root)
  const numbers = new Map(snapshots.map((snapshot, number) => [snapshot, String(number)]))
  const extra = (snapshot: Snapshot) => ({ [INDEX]: numbers.get(snapshot) ?? '' })
  const xml = writeXml(root, { requested: ON_REQUEST, extra })
  const document = new DOMParser({ onError }).parseFromString(xml, 'text/xml')
  const query = expression.replaceAll('XCUIElementTypeAny', '*')
  const [start] = [...document.getElementsByTagName('*')].slice(snapshots.indexOf(context))
  const selected = evaluate(query, start ?? document)
  return selected.flatMap((node) => {
    if (!isElement(node))
      throw new WebDriverError('unknown error', `${failure(expression)}: it selects something that is no element`)
    return snapshots[Number(node.getAttribute(INDEX))] ?? []
  })
}

/** The parser warns on the console of U+FFFD, which stands in the source for what XML cannot carry. */
function onError(level: 'error' | 'fatalError' | 'warning', message: string): void {
  if (level !== 'warning') throw new Error(`the XML source is not well-formed: ${message}`)
}

/** @returns nothing for an expression that gives a value instead of nodes. */
function evaluate(expression: string, node: unknown): unknown[] {
  try {
    return (
      (xpath as unknown as XPathPackage).parse(expression).evaluate({ node, functions: xpathFunction }).toArray?.() ??
      []
    )
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new WebDriverError('invalid selector', `${failure(expression)}: ${reason}`, { cause })
  }
}

function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'nodeType' in node && node.nodeType === 1
}

function failure(expression: string): string {
  return `Cannot evaluate results for XPath expression "${expression}"`
}
