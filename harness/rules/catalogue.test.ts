import { expect, test } from 'vitest'
import { isEventName } from '../trace/trace-event.ts'
import { catalogue, ruleOf } from './catalogue.ts'
import { lint } from './lint/lint.ts'
import { sources } from './sources.ts'

test('has 108 rules, each under its own id', () => {
  expect(catalogue).toHaveLength(108)
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(108)
  expect(catalogue.filter(({ check }) => check).length).toBe(108)
})

test('the advice about backends stands apart, under ids of its own', () => {
  expect(lint.filter(({ id }) => !id.startsWith('LINT-'))).toEqual([])
  expect(new Set(lint.map(({ id }) => id)).size).toBe(lint.length)
  expect(lint.filter(({ check }) => check === undefined)).toEqual([])
})

test('finds a rule by its id', () => {
  expect(ruleOf('PUSH-REPORT-001')?.level).toBe('MUST')
  expect(ruleOf('PUSH-REPORT-999')).toBeUndefined()
})

test.each([...catalogue, ...lint])('$id is complete', (rule) => {
  expect(rule.id).toMatch(/^[A-Z]+(-[A-Z]+)*-\d{3}$/)
  expect(rule.title).toMatch(/^[A-Z].*[^.]$/)
  expect(rule.requirement).toMatch(/\.$/)
  expect(rule.evidence).toMatch(/^[A-F](\+[A-F])*$/)
  expect(rule.releases.first).toMatch(/^\d+\.\d+$/)
  expect(rule.sources.length).toBeGreaterThan(0)
  expect(rule.sources.filter((key) => !(key in sources))).toEqual([])
  expect(rule.observes.filter((name) => !isEventName(name))).toEqual([])
})

test('cites every source', () => {
  const cited = new Set([...catalogue, ...lint].flatMap((rule) => rule.sources))
  expect(Object.keys(sources).filter((key) => !cited.has(key))).toEqual([])
})
