import { nameOf } from '../screen/element.ts'
import { parseClassChain } from './class-chain.ts'
import { ANY_TYPE, elementTypeNamed } from './element-type.ts'
import { compileNode, compilePredicate, type Predicate } from './predicate/predicate.ts'
import { selfAndDescendants, type Snapshot } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'
import { selectByXPath } from './xpath-query.ts'

type Locator = (root: Snapshot, value: string) => readonly Snapshot[]

const byName: Locator = (root, value) => selfAndDescendants(root).filter(({ element }) => nameOf(element) === value)
const byPredicate = (root: Snapshot, predicate: Predicate) => selfAndDescendants(root).filter(predicate)

/** The location strategies of WebDriverAgent (`FBFindElementCommands.m`, `XCUIElement+FBFind.m`). */
const LOCATORS: ReadonlyMap<string, Locator> = new Map(
  Object.entries({
    'accessibility id': byName,
    id: byName,
    name: byName,
    'class name': (root, value) => {
      const type = elementTypeNamed(value)
      return selfAndDescendants(root).filter(({ element }) => type === ANY_TYPE || element.type === type)
    },
    'predicate string': (root, value) => byPredicate(root, compilePredicate(value)),
    'class chain': (root, value) => parseClassChain(value)(root),
    'link text': (root, value) => byPredicate(root, linkPredicate('==', value)),
    'partial link text': (root, value) => byPredicate(root, linkPredicate('CONTAINS', value)),
    xpath: selectByXPath,
  } satisfies Record<string, Locator>),
)

/**
 * The elements that a locator selects below `root`, in document order. All but class chains also look at `root` itself.
 *
 * @throws WebDriverError `invalid argument` for a strategy that WebDriverAgent does not have, and what the strategy throws.
 */
export function locate(root: Snapshot, using: string, value: string): readonly Snapshot[] {
  const locator = LOCATORS.get(using)
  if (!locator)
    throw new WebDriverError(
      'invalid argument',
      `Invalid locator requested: '${using}'. Known are: ${[...LOCATORS.keys()].join(', ')}`,
    )
  return locator(root, value)
}

/** A link text is `attribute=value`, or a value of the attribute `name`. */
function linkPredicate(operator: '==' | 'CONTAINS', link: string): Predicate {
  const parts = link.split('=')
  const [attribute = ''] = parts
  return compileNode({
    kind: 'comparison',
    left: { kind: 'key', path: parts.length > 1 ? attribute : 'name' },
    operator,
    options: { ignoreCase: false, ignoreAccents: false },
    right: { kind: 'constant', value: parts.at(-1) ?? '' },
  })
}
