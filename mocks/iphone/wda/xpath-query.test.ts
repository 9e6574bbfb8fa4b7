import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { element, nameOf } from '../screen/element.ts'
import { WHOLE_GLASS } from '../screen/geometry.ts'
import { snapshotOf } from './snapshot.ts'
import { writeXml } from './xml-source.ts'
import { selectByXPath } from './xpath-query.ts'

const tree = snapshotOf(
  element('Application', WHOLE_GLASS, {
    label: 'Phone & "Co"',
    children: [
      element('Button', WHOLE_GLASS, { identifier: 'a', label: 'one' }),
      element('Button', WHOLE_GLASS, { identifier: 'b', label: 'two', visible: false }),
    ],
  }),
)

test.each([
  ['//XCUIElementTypeButton', ['a', 'b']],
  ['//*[@label="two"]', ['b']],
  ['//XCUIElementTypeButton[@visible="true"]', ['a']],
  ['//*[contains(@label, "&")]', ['Phone & "Co"']],
  ['(//XCUIElementTypeButton)[last()]', ['b']],
  ['//XCUIElementTypeSwitch', []],
  ['XCUIElementTypeButton', ['a', 'b']],
  ['./XCUIElementTypeAny[2]', ['b']],
  ['//*[@index="1" and @hittable="false" and @nativeFrame]', ['b']],
  ['count(//*)', []],
  ['//*[ends-with(@label, "wo")]', ['b']],
  ['//*[matches(@label, "N.$", "i")]', ['a']],
  ['//*[lower-case(@name) = upper-case("a") or upper-case(@label) = "TWO"]', ['b']],
])('%s selects %o', (expression, names) => {
  expect(selectByXPath(tree, expression).map((found) => nameOf(found.element))).toEqual(names)
})

test.each([
  '//[',
  '//XCUIElementTypeButton[',
  'nosuch()',
  '//*[ends-with(@label)]',
  '//*[matches(@label, "(")]',
  '//*[matches(@label, "a", "x")]',
])('%s is an invalid selector', (expression) => {
  expect(() => selectByXPath(tree, expression)).toThrow(
    expect.objectContaining({ code: 'invalid selector', message: expect.stringContaining(expression) }),
  )
})

test('selects no attributes', () => {
  expect(() => selectByXPath(tree, '//@label')).toThrow(expect.objectContaining({ code: 'unknown error' }))
})

test('looks from an element at the whole tree when it is told to', () => {
  const [first] = tree.children
  const found = selectByXPath(tree, 'following-sibling::*', first)
  expect(found).toEqual([tree.children[1]])
})

test('finds an element by any text that XML can carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (label) => {
      const root = snapshotOf(
        element('Application', WHOLE_GLASS, { children: [element('Button', WHOLE_GLASS, { label })] }),
      )
      expect(selectByXPath(root, '//XCUIElementTypeButton')).toEqual(root.children)
    }),
  )
})

test('leaves out the attributes that are not wanted, and those that nobody asked for', () => {
  const xml = writeXml(tree, { excluded: ['Visible', 'accessible'], requested: ['hittable'] })
  expect(xml).toContain('enabled="true"')
  expect(xml).toContain('hittable="false"')
  expect(xml).not.toMatch(/visible=|accessible=|nativeFrame=/)
})
