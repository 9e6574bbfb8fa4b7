import { expect, test } from 'vitest'
import { choose, currentView, wholeCall } from './call-view.ts'

const talking = { uuid: 'A', state: 'active' }
const another = { uuid: 'B', state: 'active' }

test('begins with the whole call', () => {
  expect(currentView(wholeCall, [talking])).toBe('call')
})

test('stays as the user chose it while the calls are the same, or fewer', () => {
  const chosen = choose('keypad', [talking, another])
  expect(currentView(chosen, [talking, { ...another, state: 'held' }])).toBe('keypad')
  expect(currentView(chosen, [another])).toBe('keypad')
})

test('is the whole call again when another one has come', () => {
  expect(currentView(choose('compact', [talking]), [talking, another])).toBe('call')
})

test('does not mind a call that only rings, until it is answered', () => {
  const chosen = choose('compact', [talking, { ...another, state: 'ringing' }])
  expect(currentView(chosen, [talking, { ...another, state: 'ringing' }])).toBe('compact')
  expect(currentView(chosen, [talking, another])).toBe('call')
})
