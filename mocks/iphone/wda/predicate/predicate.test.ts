import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { element } from '../../screen/element.ts'
import { snapshotOf } from '../snapshot.ts'
import { WebDriverError } from '../web-driver-error.ts'
import { compilePredicate } from './predicate.ts'

const rect = { x: 10, y: 20, width: 30, height: 40 }
const button = snapshotOf(
  element('Button', rect, { identifier: 'acceptCall', label: 'Ánswer call', value: '1', selected: true }),
)

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
    `name LIKE "accept\\\\Call"`,
    `name MATCHES "accept(Call|Video)"`,
    `name MATCHES[c] "ACCEPT\\\\S+"`,
    `label MATCHES[d] "Answer.*"`,
    `name IN {"rejectCall", "acceptCall"}`,
    `name IN[c] {'ACCEPTCALL'}`,
    `name IN "acceptCall or rejectCall"`,
    `rect.x BETWEEN {5, 10}`,
    `rect.width > 29 AND rect.height >= 40`,
    `rect.x < 11 && rect.y =< 20`,
    `enabled == 1`,
    `enabled == TRUE AND selected == YES`,
    `visible == true`,
    `traits == "Button"`,
    `label.length == 11`,
    `index == 0 AND hittable == 1 AND accessible == 1`,
    `label == '\\u00c1nswer call'`,
    `name BEGINSWITH "accept" AND name < "b" AND name >=[c] "ACCEPTCALL"`,
    `ANY {"a", "acceptCall"} == name`,
    `ALL {1, 2e0} < 3`,
    `NONE {"a", "b"} == name`,
    `NOT name == "x"`,
    `!(name == "x")`,
    `name == "x" OR name == "acceptCall"`,
    `name == "x" || value == "1"`,
    `(name == "x" OR label CONTAINS "call") AND NOT (enabled == 0)`,
    `TRUEPREDICATE`,
  ])('holds: %s', (format) => {
    expect(compilePredicate(format)(button)).toBe(true)
  })

  test.each([
    `name == "ACCEPTCALL"`,
    `label == "Answer call"`,
    `value == 1`,
    `name IN {}`,
    `name MATCHES "accept"`,
    `label LIKE "call"`,
    `rect.x BETWEEN {11, 20}`,
    `name < 5`,
    `name LIKE "accept\\\\*"`,
    `label.length > 11`,
    `rect == 10`,
    `ANY {} == name`,
    `enabled == "true"`,
    `NOT TRUEPREDICATE`,
    `FALSEPREDICATE`,
  ])('does not hold: %s', (format) => {
    expect(compilePredicate(format)(button)).toBe(false)
  })

  test('binds AND closer than OR, and NOT closest', () => {
    expect(compilePredicate(`TRUEPREDICATE OR TRUEPREDICATE AND FALSEPREDICATE`)(button)).toBe(true)
    expect(compilePredicate(`NOT FALSEPREDICATE AND FALSEPREDICATE`)(button)).toBe(false)
  })

  test('with nil finds elements without a value', () => {
    const plain = snapshotOf(element('Other', rect))
    expect(compilePredicate('value == nil')(plain)).toBe(true)
    expect(compilePredicate('value == NULL')(button)).toBe(false)
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
    [`index BETWEEN {1}`, 14],
    [`name MATCHES label`, 13],
  ])('%s is refused at position %d', (format, position) => {
    expect(() => compilePredicate(format)).toThrow(
      expect.objectContaining({
        code: 'invalid selector',
        message: expect.stringContaining(`at position ${position} `),
      }),
    )
  })

  test.each([
    [`name MATCHES "("`, /expected '\)' at position 1/],
    [`name MATCHES "(a)\\\\1"`, /no back-references/],
  ])('%s says what is wrong with its regular expression', (format, message) => {
    expect(() => compilePredicate(format)).toThrow(message)
  })

  test.each(['(', 'NOT ', '{'])('with %s too often is refused before it exhausts the stack', (nesting) => {
    expect(() => compilePredicate(nesting.repeat(100_000))).toThrow(/at most 100/)
  })
})

test.each([`colour == "red"`, `ANY name == "a"`, `name.colour == "red"`])(
  '%s is what WebDriverAgent does not know either',
  (format) => {
    expect(() => compilePredicate(format)(button)).toThrow(expect.objectContaining({ code: 'unknown error' }))
  },
)

test('names the attributes there are', () => {
  expect(() => compilePredicate(`colour == "red"`)).toThrow(/'colour' is unknown.*label.*type, value, visible/)
})

test('finds any text that it is given, however it has to be quoted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const quoted = `"${text.replace(/[\\"]/g, '\\$&')}"`
      expect(compilePredicate(`label == ${quoted}`)(snapshotOf(element('Button', rect, { label: text })))).toBe(true)
    }),
  )
})

test('answers whatever it is given, or refuses it as WebDriver says', () => {
  const parts = fc.constantFrom(
    'name',
    '==',
    '"a"',
    '(',
    ')',
    'AND',
    'NOT',
    'IN',
    '{',
    '}',
    ',',
    '[c]',
    '1',
    'MATCHES',
    'ANY',
    'LIKE',
  )
  const outcome = (format: string): unknown => {
    try {
      return compilePredicate(format)(button)
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
        expect([true, false, 'invalid selector', 'unknown error']).toContain(outcome(format))
      },
    ),
    { numRuns: 500 },
  )
})
