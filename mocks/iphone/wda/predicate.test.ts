import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { element, type UIElement } from '../screen/element.ts'
import { parsePredicate } from './predicate.ts'
import { WebDriverError } from './web-driver-error.ts'

const rect = { x: 10, y: 20, width: 30, height: 40 }
const button = element('Button', rect, { identifier: 'acceptCall', label: 'Ánswer call', value: '1', selected: true })

describe('a comparison', () => {
  test.each([
    `type == "XCUIElementTypeButton"`,
    `type = 'XCUIElementTypeButton'`,
    `name == "acceptCall"`,
    `wdName == "acceptCall"`,
    `"acceptCall" == name`,
    `name != "rejectCall"`,
    `name <> "rejectCall"`,
    `name ==[c] "ACCEPTCALL"`,
    `label ==[cd] "answer CALL"`,
    `label BEGINSWITH "Án"`,
    `label beginswith[d] "An"`,
    `label ENDSWITH "call"`,
    `label CONTAINS[c] "ER C"`,
    `label LIKE "Á*c?ll"`,
    `label LIKE[c] "*CALL"`,
    `name MATCHES "accept(Call|Video)"`,
    `name MATCHES[c] "ACCEPT\\\\S+"`,
    `label MATCHES[d] "Answer.*"`,
    `name IN {"rejectCall", "acceptCall"}`,
    `name IN[c] {'ACCEPTCALL'}`,
    `name IN "acceptCall or rejectCall"`,
    `x BETWEEN {5, 10}`,
    `width > 29 AND height >= 40`,
    `x < 11 && y =< 20`,
    `enabled == 1`,
    `enabled == TRUE AND selected == YES`,
    `visible == true`,
    `traits == "Button"`,
    `NOT name == "x"`,
    `!(name == "x")`,
    `name == "x" OR name == "acceptCall"`,
    `name == "x" || value == "1"`,
    `(name == "x" OR label CONTAINS "call") AND NOT (enabled == 0)`,
    `TRUEPREDICATE`,
  ])('holds: %s', (format) => {
    expect(parsePredicate(format)(button)).toBe(true)
  })

  test.each([
    `name == "ACCEPTCALL"`,
    `label == "Answer call"`,
    `value == 1`,
    `name IN {}`,
    `name MATCHES "accept"`,
    `label LIKE "call"`,
    `x BETWEEN {11, 20}`,
    `name < 5`,
    `enabled == "true"`,
    `NOT TRUEPREDICATE`,
    `FALSEPREDICATE`,
  ])('does not hold: %s', (format) => {
    expect(parsePredicate(format)(button)).toBe(false)
  })

  test('binds AND closer than OR, and NOT closest', () => {
    expect(parsePredicate(`TRUEPREDICATE OR TRUEPREDICATE AND FALSEPREDICATE`)(button)).toBe(true)
    expect(parsePredicate(`NOT FALSEPREDICATE AND FALSEPREDICATE`)(button)).toBe(false)
  })

  test('with nil finds elements without a value', () => {
    const plain: UIElement = element('Other', rect)
    expect(parsePredicate('value == nil')(plain)).toBe(true)
    expect(parsePredicate('value == NULL')(button)).toBe(false)
  })
})

describe('a malformed predicate', () => {
  test.each([
    [``, 0],
    [`name ==`, 7],
    [`name == "open`, 8],
    [`name "x"`, 5],
    [`name == "x" label`, 12],
    [`(name == "x"`, 12],
    [`name IN {"a" "b"}`, 13],
    [`name ==[x] "a"`, 8],
    [`name == @`, 8],
    [`x BETWEEN {1}`, 10],
    [`name MATCHES "("`, 13],
    [`name MATCHES label`, 13],
  ])('%s is refused at position %d', (format, position) => {
    expect(() => parsePredicate(format)).toThrow(
      expect.objectContaining({
        code: 'invalid argument',
        message: expect.stringContaining(`at position ${position} `),
      }),
    )
  })

  test('with an unknown key names those there are', () => {
    expect(() => parsePredicate(`colour == "red"`)).toThrow(/'colour' is unknown.*type, value, name/)
  })
})

test('finds any text that it is given, however it has to be quoted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const quoted = `"${text.replace(/[\\"]/g, '\\$&')}"`
      expect(parsePredicate(`label == ${quoted}`)(element('Button', rect, { label: text }))).toBe(true)
    }),
  )
})

test('answers whatever it is given, or refuses it as WebDriver says', () => {
  const parts = fc.constantFrom('name', '==', '"a"', '(', ')', 'AND', 'NOT', 'IN', '{', '}', ',', '[c]', '1', 'MATCHES')
  const outcome = (format: string): unknown => {
    try {
      return parsePredicate(format)(button)
    } catch (error) {
      return error instanceof WebDriverError ? error.code : error
    }
  }
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(parts).map((words) => words.join(' ')),
      ),
      (format) => {
        expect([true, false, 'invalid argument']).toContain(outcome(format))
      },
    ),
    { numRuns: 500 },
  )
})
