import { expect, test } from 'vitest'
import { vocabularies } from './events.ts'
import { actorOf, isEventName, parseTraceEvent } from './trace-event.ts'

const placed = { seq: 1, at: 2.5, uncertaintyMs: 0 }

test('every event name belongs to one vocabulary', () => {
  const names = vocabularies.flatMap(({ shapes }) => Object.keys(shapes))
  expect(new Set(names).size).toBe(names.length)
  expect(names.every(isEventName)).toBe(true)
  expect(actorOf('pk.enter')).toBe('app')
})

test('fills in the actor and drops fields that it does not know', () => {
  const parsed = parseTraceEvent({ ...placed, name: 'pk.enter', push: 'p', later: true })
  expect(parsed.data).toEqual({ ...placed, actor: 'app', name: 'pk.enter', push: 'p' })
})

test.each([
  ['an unknown name', { ...placed, name: 'pk.nap' }],
  ['another actor', { ...placed, name: 'pk.enter', push: 'p', actor: 'phone' }],
  ['a missing field', { ...placed, name: 'pk.enter' }],
  ['a sequence from zero', { ...placed, seq: 0, name: 'sys.lock' }],
  ['no object', 'pk.enter'],
  ['nothing', null],
])('refuses %s', (_, value) => {
  expect(parseTraceEvent(value).success).toBe(false)
})
