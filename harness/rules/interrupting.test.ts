import { expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { connectedBeforeInterruption } from './interrupting.ts'
import { CALL, changed, OTHER_CALL, over, perform } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const placed: Happening = { name: 'server.start', uuid: CALL, handle: 'somebody' }
const picksUp: Happening = { name: 'remote.answered', uuid: CALL }
const connected: Happening = { name: 'cx.outgoing.connected', uuid: CALL }
const cellular: Happening = {
  name: 'sys.call',
  uuid: OTHER_CALL,
  outgoing: false,
  hasConnected: false,
  isOnHold: false,
  hasEnded: false,
}
const talking: Entry[] = [
  [0, changed({ outgoing: true })],
  [1, placed],
  [10, picksUp],
]

test.each([
  ['a call over the mobile network', cellular],
  ['another call of the app', changed({ uuid: OTHER_CALL })],
])('%s comes after the connection, or before it was reported', (_, call) => {
  expect(outcomes(connectedBeforeInterruption, ...talking, [20, connected], [4000, call])).toEqual(['pass'])
  expect(outcomes(connectedBeforeInterruption, ...talking, [4000, call], [4001, connected])).toEqual(['fail'])
})

test.each([
  [2009.999, []],
  [2010, []],
  [2010.001, ['fail']],
])('an interruption at %d ms: %j', (at, expected) => {
  expect(outcomes(connectedBeforeInterruption, ...talking, [at, cellular])).toEqual(expected)
})

test('has nothing to say without an answer, an interruption or media, or when the call is over', () => {
  const failed: Happening = { name: 'media.failed', uuid: CALL, reason: 'no route' }
  expect(outcomes(connectedBeforeInterruption, ...talking.slice(0, 2), [4000, cellular])).toEqual([])
  expect(outcomes(connectedBeforeInterruption, ...talking, [4000, over('user')])).toEqual([])
  expect(outcomes(connectedBeforeInterruption, ...talking, [20, failed], [4000, cellular])).toEqual([])
  expect(outcomes(connectedBeforeInterruption, ...talking, [3000, over('user')], [4000, cellular])).toEqual([])
  expect(outcomes(connectedBeforeInterruption, [0, cellular], ...talking)).toEqual([])
  const hangsUp = perform('CXEndCallAction')
  expect(outcomes(connectedBeforeInterruption, ...talking, [9, hangsUp], [4000, cellular])).toEqual([])
})

test('reckons from when media are there', () => {
  const asked: Entry[] = [...talking, [11, { name: 'media.offer', uuid: CALL }]]
  const ready: Entry = [3000, { name: 'media.ready', uuid: CALL }]
  expect(outcomes(connectedBeforeInterruption, ...asked, [9000, cellular])).toEqual([])
  expect(outcomes(connectedBeforeInterruption, ...asked, ready, [5000, cellular])).toEqual([])
  expect(outcomes(connectedBeforeInterruption, ...asked, ready, [5001, cellular])).toEqual(['fail'])
})
