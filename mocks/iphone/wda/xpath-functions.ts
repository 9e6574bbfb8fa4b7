import { partMatcher } from './regular-expression/regular-expression.ts'

/** A value of XPath, as the `xpath` package has it. */
export interface XPathValue {
  stringValue(): string
  /** In document order; only node-sets have it. */
  toArray?(): unknown[]
}

type XPathFunction = (context: unknown, ...values: XPathValue[]) => boolean | string

const FLAGS = /^[is]*$/

/**
 * The functions of XPath 2.0 that WebDriverAgent adds (`FBXPathExtensions.m`), but for those that build texts out of
 * several: `replace`, `tokenize` and `string-join`.
 */
const FUNCTIONS: ReadonlyMap<string, XPathFunction> = new Map([
  ['ends-with', taking([2], ([input, suffix = '']) => input.endsWith(suffix))],
  ['lower-case', taking([1], ([input]) => input.toLowerCase())],
  ['upper-case', taking([1], ([input]) => input.toUpperCase())],
  [
    'matches',
    taking([2, 3], ([input, pattern = '', flags = '']) => {
      if (!FLAGS.test(flags)) throw new Error(`the flags of matches() may be i and s, not '${flags}'`)
      return partMatcher(pattern, { ignoreCase: flags.includes('i'), dotAll: flags.includes('s') })(input)
    }),
  ],
])

/** The function of this name, if WebDriverAgent adds one. */
export function xpathFunction(name: string): XPathFunction | undefined {
  return FUNCTIONS.get(name)
}

function taking(
  counts: readonly number[],
  compute: (texts: [input: string, ...rest: string[]]) => boolean | string,
): XPathFunction {
  return (_, ...values) => {
    if (!counts.includes(values.length))
      throw new Error(`it takes ${counts.join(' or ')} arguments, not ${values.length}`)
    const [input = '', ...rest] = values.map((value) => value.stringValue())
    return compute([input, ...rest])
  }
}
