import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { element, nameOf, type UIElement } from '../screen/element.ts'
import { WHOLE_GLASS } from '../screen/geometry.ts'
import { parseClassChain } from './class-chain.ts'
import { snapshotOf } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'

function node(type: UIElement['type'], identifier: string, ...children: UIElement[]): UIElement {
  return element(type, WHOLE_GLASS, { identifier, children })
}

const tree = node(
  'Application',
  'app',
  node(
    'Window',
    'window',
    node('Other', 'left', node('Button', 'a'), node('Button', 'b')),
    node('Other', 'right', node('Button', 'c`$d'), node('StaticText', 'text')),
  ),
)

function select(chain: string): (string | undefined)[] {
  return parseClassChain(chain)(snapshotOf(tree)).map((found) => nameOf(found.element))
}

describe('a class chain', () => {
  test.each([
    ['XCUIElementTypeWindow', ['window']],
    ['XCUIElementTypeButton', []],
    ['**/XCUIElementTypeButton', ['a', 'b', 'c`$d']],
    ['*/*', ['left', 'right']],
    ['*/XCUIElementTypeOther[2]/*', ['c`$d', 'text']],
    ['**/XCUIElementTypeButton[-1]', ['c`$d']],
    ['**/XCUIElementTypeButton[9]', []],
    ['**/XCUIElementTypeOther[`name == "left"`]/XCUIElementTypeButton[2]', ['b']],
    ['**/XCUIElementTypeOther[$type == "XCUIElementTypeStaticText"$]', ['right']],
    ['**/*[`name BEGINSWITH "c"`][1]', ['c`$d']],
    ['**/*[`name == "c``$d"`]', ['c`$d']],
    ['**/XCUIElementTypeOther[$name == "c`$$d"$]', ['right']],
    ['**/XCUIElementTypeOther/**/XCUIElementTypeButton', ['a', 'b', 'c`$d']],
    ['**/*/XCUIElementTypeButton', ['a', 'b', 'c`$d']],
    ['**/XCUIElementTypeAny[`type == "XCUIElementTypeOther"`][-1]', ['right']],
    ['**/XCUIElementTypeOther[$name == "a"$][`name == "left"`]/*[2]', ['b']],
    ['**/XCUIElementTypeHolodeck', []],
  ])('%s selects %o', (chain, names) => {
    expect(select(chain)).toEqual(names)
  })

  test.each([
    ['', 0],
    ['Button', 0],
    ['**/', 3],
    ['**/XCUIElementTypeButton[', 24],
    ['**/XCUIElementTypeButton[x]', 24],
    ['XCUIElementTypeWindow//XCUIElementTypeButton', 22],
    ['***', 0],
    ['*[1][`name == "a"`]', 19],
    ['*[1][2]', 7],
  ])('%s is refused at position %d', (chain, position) => {
    expect(() => select(chain)).toThrow(
      expect.objectContaining({
        code: 'invalid selector',
        message: expect.stringContaining(`at position ${position} `),
      }),
    )
  })

  test('counts from 1', () => {
    expect(() => select('*[0]')).toThrow(/other than 0/)
  })

  test('passes on what is wrong with a predicate', () => {
    expect(() => select('*[`name ==`]')).toThrow(expect.objectContaining({ code: 'invalid selector' }))
  })
})

test('answers whatever it is given, or refuses it as WebDriver says', () => {
  const parts = fc.constantFrom('*', '**/', '/', '[1]', '[-1]', '[', ']', '`', '$', 'name == "a"', 'XCUIElementTypeAny')
  const outcome = (chain: string): unknown => {
    try {
      return Array.isArray(select(chain))
    } catch (error) {
      return error instanceof WebDriverError ? error.code : error
    }
  }
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(parts).map((words) => words.join('')),
      ),
      (chain) => {
        expect([true, 'invalid selector', 'unknown error']).toContain(outcome(chain))
      },
    ),
    { numRuns: 500 },
  )
})
