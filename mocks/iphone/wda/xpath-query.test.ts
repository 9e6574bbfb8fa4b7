import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { element, nameOf } from '../screen/element.ts'
import { WHOLE_GLASS } from '../screen/geometry.ts'
import { xmlSource } from './xml-source.ts'
import { selectByXPath } from './xpath-query.ts'

const tree = element('Application', WHOLE_GLASS, {
  label: 'Phone & "Co"',
  children: [
    element('Button', WHOLE_GLASS, { identifier: 'a', label: 'one' }),
    element('Button', WHOLE_GLASS, { identifier: 'b', label: 'two', visible: false }),
  ],
})

test.each([
  ['//XCUIElementTypeButton', ['a', 'b']],
  ['//*[@label="two"]', ['b']],
  ['//XCUIElementTypeButton[@visible="true"]', ['a']],
  ['//*[contains(@label, "&")]', ['Phone & "Co"']],
  ['(//XCUIElementTypeButton)[last()]', ['b']],
  ['//XCUIElementTypeSwitch', []],
])('%s selects %o', (expression, names) => {
  expect(selectByXPath(tree, expression).map(nameOf)).toEqual(names)
})

test.each(['//[', 'count(//*)', '//XCUIElementTypeButton[', 'nosuch()'])('%s is an invalid selector', (expression) => {
  expect(() => selectByXPath(tree, expression)).toThrow(
    expect.objectContaining({ code: 'invalid selector', message: expect.stringContaining(expression) }),
  )
})

test('finds an element by any text that XML can carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (label) => {
      const root = element('Application', WHOLE_GLASS, { children: [element('Button', WHOLE_GLASS, { label })] })
      expect(selectByXPath(root, '//XCUIElementTypeButton')).toEqual(root.children)
    }),
  )
})

test('leaves out the attributes that are not wanted', () => {
  const xml = xmlSource(tree, { excluded: ['visible', 'accessible'] })
  expect(xml).toContain('enabled="true"')
  expect(xml).not.toMatch(/visible=|accessible=/)
})
