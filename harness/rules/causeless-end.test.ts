import { expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { noReasonAtAll } from './causeless-end.ts'
import {
  accepted,
  cancel,
  CALL,
  changed,
  ended,
  launch,
  OTHER_CALL,
  over,
  perform,
  report,
  sent,
  timeout,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const dialled: Happening = { name: 'remote.dial', uuid: CALL, handle: '+15550100' }
const ready: Happening = { name: 'media.ready', uuid: CALL }
const ringing: Entry[] = [
  [0, dialled],
  [1, report()],
  [2, accepted()],
  [2, changed()],
]
const talking: Entry[] = [
  ...ringing,
  [1000, perform('CXAnswerCallAction')],
  [1001, ready],
  [1002, changed({ hasConnected: true })],
]
const endsIt: Entry[] = [
  [31_000, ended({ reason: 'unanswered' })],
  [31_000, over('app')],
]

test('an end of a call that nothing has happened to', () => {
  expect(outcomes(noReasonAtAll, ...talking, ...endsIt)).toEqual(['deviates'])
})

test('… of a call that the user has placed', () => {
  const answered: Happening = { name: 'remote.answered', uuid: CALL }
  const placed: Entry[] = [[0, changed({ outgoing: true })], [900, answered], ...talking.slice(-2)]
  expect(outcomes(noReasonAtAll, ...placed, ...endsIt)).toEqual(['deviates'])
})

test('what happens to another call, or to this one afterwards, is no reason', () => {
  const declined = perform('CXEndCallAction', { uuid: OTHER_CALL })
  const late: Happening = { name: 'cx.reset' }
  expect(outcomes(noReasonAtAll, ...talking, [20_000, declined], ...endsIt, [31_001, late])).toEqual(['deviates'])
})

test.each<[string, Happening]>([
  ['the other side has hung up', cancel()],
  ['the user has hung up', perform('CXEndCallAction')],
  ['the user has hung up in the app', { name: 'scenario.hangUp', uuid: CALL }],
  ['the media have failed', { name: 'media.failed', uuid: CALL, reason: 'no route' }],
  ['an action has timed out', timeout('CXSetHeldCallAction')],
  ['the server has failed', { name: 'server.fault', operation: 'hold', explanation: 'answers 500' }],
  ['the call daemon has restarted', { name: 'cx.reset' }],
  ['there is no network', { name: 'sys.airplaneMode', on: true }],
  ['the session could not be activated', { name: 'av.setActive', active: true, error: 560_557_684 }],
  [
    'its process is a new one',
    { name: 'app.terminate', bundleId: 'com.example.voip', by: 'user', code: 'SIGKILL', reason: 'swiped' },
  ],
])('an end is no surprise when %s', (_, event) => {
  expect(outcomes(noReasonAtAll, ...talking, [20_000, event], ...endsIt)).toEqual([])
})

const endsAtOnce = (ms: number): Entry[] => [[1 + ms, ended({ reason: 'unanswered' })]]

test.each<[string, Entry[]]>([
  ['that rings, at once', [...ringing, ...endsAtOnce(100)]],
  ['at the last moment', [...ringing, ...endsAtOnce(5000)]],
  ['in spite of what its process went through before', [[-5000, { name: 'cx.reset' }], ...ringing, ...endsAtOnce(100)]],
])('an end of a call %s', (_, entries) => {
  expect(outcomes(noReasonAtAll, ...entries)).toEqual(['deviates'])
})

test.each<[string, Entry[]]>([
  ['an app may let it ring no longer', [...ringing, ...endsAtOnce(5000.001)]],
  ['the push came late', [[-5000, dialled], ...ringing.slice(1), ...endsAtOnce(100)]],
  ['the user has another call', [[-50, changed({ uuid: OTHER_CALL })], ...ringing, ...endsAtOnce(100)]],
  [
    'the user had one when it came',
    [[-50, changed({ uuid: OTHER_CALL })], ...ringing, [50, over('reset', OTHER_CALL)], ...endsAtOnce(100)],
  ],
  ['the call daemon has just restarted', [[-50, { name: 'cx.reset' }], ...ringing, ...endsAtOnce(100)]],
  ['the push was malformed', [[0, sent({ malformation: 'handle absent' })], ...ringing, ...endsAtOnce(100)]],
  ['there was a push before', [[0, sent()], [1, sent()], ...ringing, ...endsAtOnce(100)]],
  [
    'the server has failed',
    [...ringing, [50, { name: 'server.fault', operation: 'query', explanation: '500' }], ...endsAtOnce(100)],
  ],
])('an end of a call that rings is no surprise when %s', (_, entries) => {
  expect(outcomes(noReasonAtAll, ...entries)).toEqual([])
})

test('nothing is said of a call that was never connected, or of which the other side is not known', () => {
  expect(outcomes(noReasonAtAll, ...ringing, ...endsIt)).toEqual([])
  expect(outcomes(noReasonAtAll, ...talking.slice(1), ...endsIt)).toEqual([])
  expect(outcomes(noReasonAtAll, ...talking.filter(([, { name }]) => name !== 'media.ready'), ...endsIt)).toEqual([])
  expect(outcomes(noReasonAtAll, [0, launch()], ...talking)).toEqual([])
})

test('the clocks decide whether it was connected before', () => {
  expect(outcomes(noReasonAtAll, ...talking, [1002.001, ended()])).toEqual(['deviates'])
  expect(outcomes(noReasonAtAll, ...talking, [1001.999, ended()])).toEqual([])
  expect(outcomes(noReasonAtAll, ...talking, [1002.001, ended(), 1])).toEqual([])
})
