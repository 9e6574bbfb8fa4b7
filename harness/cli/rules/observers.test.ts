import { expect, test } from 'vitest'
import { catalogue, ruleOf } from '../../rules/catalogue.ts'
import { lint } from '../../rules/lint/lint.ts'
import type { Rule } from '../../rules/rule.ts'
import { observersOf } from './observers.ts'

test.each<Rule>([...catalogue, ...lint])('$id can be judged somewhere', (rule) => {
  expect(observersOf(rule).filter(({ sees }) => sees === 'everything')).not.toEqual([])
})

test('who does not see a rule says what that would take', () => {
  const rule = ruleOf('END-001')
  if (!rule) throw new TypeError('expected a rule')
  expect(observersOf(rule)).toMatchObject([
    { sees: 'everything', needs: [] },
    { sees: 'nothing', needs: expect.arrayContaining(['server.hangup']) },
    { sees: 'nothing' },
    { sees: 'nothing' },
  ])
})

test('a device log can tell that a push was not reported in time, and never that it was', () => {
  const rule = ruleOf('PUSH-REPORT-002')
  if (!rule) throw new TypeError('expected a rule')
  expect(observersOf(rule).find(({ name }) => name.startsWith('a device log'))?.sees).toBe('violations')
})
