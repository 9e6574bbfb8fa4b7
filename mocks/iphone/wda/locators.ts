import { descendants, nameOf, type UIElement } from '../screen/element.ts'
import { parseClassChain } from './class-chain.ts'
import { parsePredicate } from './predicate.ts'
import { WebDriverError } from './web-driver-error.ts'
import { selectByXPath } from './xpath-query.ts'

type Locator = (root: UIElement, value: string) => readonly UIElement[]

const byName: Locator = (root, value) => descendants(root).filter((each) => nameOf(each) === value)

/** The location strategies of WebDriverAgent (`FBFindElementCommands.m`). */
const LOCATORS: ReadonlyMap<string, Locator> = new Map(
  Object.entries({
    'accessibility id': byName,
    id: byName,
    name: byName,
    'class name': (root, value) => descendants(root).filter(({ type }) => `XCUIElementType${type}` === value),
    'predicate string': (root, value) => descendants(root).filter(parsePredicate(value)),
    'class chain': (root, value) => parseClassChain(value)(root),
    xpath: selectByXPath,
  } satisfies Record<string, Locator>),
)

/**
 * The elements below `root` that a locator selects, in document order.
 *
 * @throws WebDriverError `invalid argument` for a strategy that WebDriverAgent does not have, and what the strategy throws.
 */
export function locate(root: UIElement, using: string, value: string): readonly UIElement[] {
  const locator = LOCATORS.get(using)
  if (!locator)
    throw new WebDriverError(
      'invalid argument',
      `Invalid locator requested: '${using}'. Known are: ${[...LOCATORS.keys()].join(', ')}`,
    )
  return locator(root, value)
}
