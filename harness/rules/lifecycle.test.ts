import { describe, expect, test } from 'vitest'
import { closeOnReset, dropOldActions } from './lifecycle.ts'
import {
  accepted,
  appState,
  CALL,
  cancel,
  changed,
  deliver,
  enter,
  fulfill,
  launch,
  OTHER_CALL,
  over,
  perform,
  report,
  returned,
  scenarioEnd,
  sent,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const reset = { name: 'cx.reset' } as const
const hangup = { name: 'server.hangup', uuid: CALL } as const
const start = { name: 'audio.io.start' } as const
const stop = { name: 'audio.io.stop' } as const
const live: Entry[] = [
  [0, changed()],
  [50, start],
  [100, reset],
  [100, over('reset')],
]

test.each([
  [1999, 'pass'],
  [2000, 'pass'],
  [2000.001, 'fail'],
  [2001, 'fail'],
])('judges a call closed %d ms after the reset: %s', (ms, outcome) => {
  expect(outcomes(closeOnReset, ...live, [100 + ms, hangup])).toEqual([outcome])
  expect(outcomes(closeOnReset, ...live, [100 + ms, stop])).toEqual([outcome])
})

test('takes the phone ending its calls just before it tells of the reset for the same thing', () => {
  expect(outcomes(closeOnReset, [0, changed()], [99, over('reset')], [100, reset], [101, hangup])).toEqual(['pass'])
})

test('has nothing to close of a call that stands in for a push that could not be read', () => {
  const standIn: Entry[] = [
    [0, sent({ malformation: 'UUID absent', uuid: OTHER_CALL })],
    [1, deliver()],
    [2, enter()],
    [3, report()],
    [4, accepted()],
    [5, returned()],
    [100, reset],
    [100, over('reset')],
    [9000, scenarioEnd],
  ]
  expect(outcomes(closeOnReset, ...standIn)).toEqual([])
  const dialled: Entry = [0, { name: 'remote.dial', uuid: CALL, handle: '+15550100' }]
  expect(outcomes(closeOnReset, dialled, ...standIn)).toEqual(['fail'])
})

test('fails a session that survives', () => {
  expect(outcomes(closeOnReset, ...live, [9000, scenarioEnd])).toEqual(['fail'])
})

test('does not count what the app was kept from', () => {
  const placed: Entry[] = [
    [0, changed({ outgoing: true })],
    [1, perform('CXStartCallAction', { by: 'app' })],
    [100, reset],
    [100, over('reset')],
    [19_000, appState('suspended')],
    [20_000, { name: 'server.start', uuid: CALL, handle: 'bob' }],
  ]
  expect(outcomes(closeOnReset, ...placed, [70_000, scenarioEnd])).toEqual([])
  expect(outcomes(closeOnReset, ...placed, [60_000, appState('background')], [60_001, hangup])).toEqual([])
  expect(outcomes(closeOnReset, ...placed.toSpliced(4, 1), [70_000, scenarioEnd])).toEqual(['fail'])
  expect(outcomes(closeOnReset, ...live, [7000, appState('suspended')], [9000, scenarioEnd])).toEqual(['fail'])
})

test('lets each reset close its own calls', () => {
  const again: Entry[] = [...live, [101, hangup], [5000, reset], [9000, scenarioEnd]]
  expect(outcomes(closeOnReset, ...again)).toEqual(['pass'])
  const soon: Entry[] = [[0, reset], ...live, [101, hangup], [9000, scenarioEnd]]
  expect(outcomes(closeOnReset, ...soon)).toEqual(['pass'])
})

test.each<[string, Entry[]]>([
  [
    'was over, and came back later',
    [
      [0, changed()],
      [1, over('appDied')],
      [100, reset],
      [200, changed()],
    ],
  ],
  [
    'is over at the other end',
    [
      [0, changed()],
      [99, cancel()],
      [100, reset],
      [100, over('reset')],
    ],
  ],
  [
    'was that of a process that is gone',
    [
      [0, launch()],
      [1, changed()],
      [50, terminate()],
      [100, reset],
    ],
  ],
  [
    'goes with its process',
    [
      [0, launch()],
      [1, changed()],
      [100, reset],
      [101, terminate()],
    ],
  ],
  [
    'belongs to an app that is kept from running',
    [
      [0, changed()],
      [1, appState('suspended')],
      [100, reset],
    ],
  ],
  [
    'has not reached the backend',
    [
      [0, perform('CXStartCallAction')],
      [1, changed({ outgoing: true })],
      [100, reset],
    ],
  ],
])('expects nothing for a call that %s', (_, entries) => {
  expect(outcomes(closeOnReset, ...entries, [9000, scenarioEnd])).toEqual([])
})

test('passes a call that was closed before, and a backend that would not hear of it', () => {
  const fault = { name: 'server.fault', operation: 'hangup', uuid: CALL, explanation: 'status 500' } as const
  expect(outcomes(closeOnReset, [0, changed()], [50, hangup], [100, reset], [100, over('reset')])).toEqual(['pass'])
  expect(outcomes(closeOnReset, ...live, [101, fault], [9000, scenarioEnd])).toEqual(['pass'])
})

test('passes a call whose end the backend hears of when it has come back', () => {
  expect(outcomes(closeOnReset, ...live.slice(0, 1), ...live.slice(2), [101, changed()], [102, hangup])).toEqual([
    'pass',
  ])
})

test('reckons from when the backend knows the call', () => {
  const placed = { name: 'server.start', uuid: CALL, handle: 'bob' } as const
  const starting: Entry[] = [
    [0, perform('CXStartCallAction')],
    [1, changed({ outgoing: true })],
    [100, reset],
    [100, over('reset')],
    [20_000, placed],
  ]
  expect(outcomes(closeOnReset, ...starting, [20_001, hangup])).toEqual(['pass'])
  expect(outcomes(closeOnReset, ...starting, [22_001, scenarioEnd])).toEqual(['fail'])
})

test('is not exercised without a live call', () => {
  expect(outcomes(closeOnReset, [0, changed()], [50, over('user')], [100, reset], [9000, scenarioEnd])).toEqual([])
})

describe('RESET-002', () => {
  const ANSWER = 'CXAnswerCallAction'
  const answering: Entry[] = [
    [0, changed()],
    [1, perform(ANSWER, { provider: 'one' })],
    [10, reset],
  ]

  test('passes an action that is left alone', () => {
    expect(outcomes(dropOldActions, ...answering, [500, scenarioEnd])).toEqual(['pass'])
  })

  test.each([
    [100, []],
    [100.001, ['fail']],
  ])('of one completed %d ms after the reset it says %j', (ms, expected) => {
    expect(outcomes(dropOldActions, ...answering, [10 + ms, fulfill(ANSWER)])).toEqual(expected)
  })

  test('is about actions that were open, and of that provider', () => {
    expect(outcomes(dropOldActions, ...answering, [5, fulfill(ANSWER)], [500, scenarioEnd])).toEqual([])
    const invalidate = (provider: string) => ({ name: 'cx.invalidate', provider }) as const
    const open = answering.slice(0, 2)
    expect(outcomes(dropOldActions, ...open, [10, invalidate('one')], [200, fulfill(ANSWER)])).toEqual(['fail'])
    expect(outcomes(dropOldActions, ...open, [10, invalidate('other')], [200, fulfill(ANSWER)])).toEqual([])
  })
})
