import { describe, expect, test } from 'vitest'
import { declineUnseen, hangUp, surviveRingEnd } from './ending.ts'
import {
  appState,
  accepted,
  CALL,
  cancel,
  changed,
  deliver,
  ended,
  enter,
  fail,
  fulfill,
  launch,
  OTHER_CALL,
  over,
  perform,
  report,
  scenarioEnd,
  sent,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const END = 'CXEndCallAction'
const start = { name: 'audio.io.start' } as const
const stop = { name: 'audio.io.stop' } as const
const hangup = { name: 'server.hangup', uuid: CALL } as const
const hungUp: Entry[] = [
  [0, changed()],
  [100, perform(END)],
  [101, fulfill(END)],
  [101, over('user')],
]
const inOrder = (...entries: Entry[]) => entries.sort(([a], [b]) => a - b)

test.each([
  [4999, 'pass'],
  [5000, 'pass'],
  [5000.001, 'fail'],
  [5001, 'fail'],
])('judges a backend that is told after %d ms: %s', (ms, outcome) => {
  expect(outcomes(hangUp, ...hungUp, [100 + ms, hangup])).toEqual([outcome])
  expect(outcomes(hangUp, ...hungUp, [100 + ms, { name: 'server.decline', uuid: CALL }])).toEqual([outcome])
})

test('fails a backend that is never told', () => {
  expect(outcomes(hangUp, ...hungUp, [200, scenarioEnd])).toEqual(['fail'])
  expect(outcomes(hangUp, ...hungUp)).toEqual([])
})

test('does not count what the app was kept from', () => {
  const state = (name: 'background' | 'suspended') => ({ name: 'app.state', bundleId: 'app', state: name }) as const
  const stalled: Entry[] = [...hungUp, [200, state('suspended')], [50_000, state('background')]]
  expect(outcomes(hangUp, ...stalled, [50_100, hangup])).toEqual([])
  expect(outcomes(hangUp, ...hungUp, [150, hangup], [200, state('suspended')])).toEqual(['pass'])
})

test('passes when the other side was first, or when a scripted fault swallowed the notice', () => {
  expect(outcomes(hangUp, ...inOrder(...hungUp, [50, cancel()], [200, scenarioEnd]))).toEqual(['pass'])
  expect(outcomes(hangUp, ...hungUp, [150, cancel()], [200, scenarioEnd])).toEqual(['pass'])
  const fault = { name: 'server.fault', operation: 'hangup', uuid: CALL, explanation: 'status 500' } as const
  expect(outcomes(hangUp, ...hungUp, [150, fault], [200, scenarioEnd])).toEqual(['pass'])
})

test('fails sound that goes on, or stops late', () => {
  const heard: Entry[] = [...hungUp, [10, start], [110, hangup]]
  expect(outcomes(hangUp, ...inOrder(...heard, [200, stop]))).toEqual(['pass'])
  expect(outcomes(hangUp, ...inOrder(...heard, [5101, stop]))).toEqual(['fail'])
  expect(outcomes(hangUp, ...inOrder(...heard, [200, scenarioEnd]))).toEqual(['fail'])
})

test('expects nobody to be told of a call that stands in for a push without one', () => {
  const pushed = (uuid: string): Entry[] => [
    [-4, { name: 'remote.dial', uuid, handle: 'bob' }],
    [-3, sent({ malformation: 'UUID absent' })],
    [-2, deliver()],
    [-2, enter()],
    [-1, report()],
    [-1, accepted()],
  ]
  expect(outcomes(hangUp, ...pushed(OTHER_CALL), ...hungUp, [200, scenarioEnd])).toEqual([])
  expect(outcomes(hangUp, ...pushed(CALL), ...hungUp, [200, scenarioEnd])).toEqual(['fail'])
})

test('expects nobody to be told of a call that the backend has not heard of', () => {
  const placed = { name: 'server.start', uuid: CALL, handle: 'bob' } as const
  const started: Entry[] = [[0, perform('CXStartCallAction')], ...hungUp]
  expect(outcomes(hangUp, ...started, [9000, scenarioEnd])).toEqual([])
  expect(outcomes(hangUp, ...started, [8000, placed], [13_000, hangup])).toEqual(['pass'])
  expect(outcomes(hangUp, ...started, [8000, placed], [13_001, scenarioEnd])).toEqual(['fail'])
  expect(outcomes(hangUp, ...started, [8000, placed], [13_000, terminate()], [13_001, scenarioEnd])).toEqual([])
  expect(outcomes(hangUp, ...started, [7000, appState('suspended')], [8000, placed], [9000, scenarioEnd])).toEqual([])
})

test('takes the end of the process for the end of its sound', () => {
  const heard: Entry[] = [...hungUp, [10, start], [110, hangup]]
  const later: Entry[] = [
    [9000, launch()],
    [9001, start],
    [9002, stop],
  ]
  expect(outcomes(hangUp, ...inOrder(...heard, [5100, terminate()], ...later))).toEqual(['pass'])
  expect(outcomes(hangUp, ...inOrder(...heard, [5101, terminate()], ...later))).toEqual(['fail'])
})

test('lets sound go on for a call that is taken up meanwhile', () => {
  const next = changed({ uuid: OTHER_CALL, hasConnected: true })
  const heard: Entry[] = [...hungUp, [10, start], [110, hangup]]
  expect(outcomes(hangUp, ...inOrder(...heard, [5100, next], [9000, stop]))).toEqual(['pass'])
  expect(outcomes(hangUp, ...inOrder(...heard, [5101, next], [9000, stop]))).toEqual(['fail'])
})

test('lets sound go on for another call', () => {
  const entries: Entry[] = [
    ...hungUp,
    [5, changed({ uuid: OTHER_CALL })],
    [10, start],
    [110, hangup],
    [200, scenarioEnd],
  ]
  expect(outcomes(hangUp, ...inOrder(...entries))).toEqual(['pass'])
})

test('is not exercised by an end that failed', () => {
  expect(outcomes(hangUp, [0, changed()], [1, perform(END)], [2, fail(END)], [3, scenarioEnd])).toEqual([])
})

describe('END-002', () => {
  const decline = { name: 'server.decline', uuid: CALL } as const
  const lock = { name: 'sys.lock' } as const
  const launch = {
    name: 'app.launch',
    bundleId: 'com.example.app',
    pid: 1,
    reason: 'push',
    state: 'background',
  } as const
  const declined: Entry[] = [
    [1, changed()],
    [10, perform(END)],
    [11, fulfill(END)],
  ]

  test.each([
    [5000, 'pass'],
    [5000.001, 'fail'],
  ])('judges a decline on a locked phone that the backend hears of after %d ms: %s', (ms, outcome) => {
    expect(outcomes(declineUnseen, [0, lock], ...declined, [10 + ms, decline])).toEqual([outcome])
  })

  test('fails one that it never hears of, also in an app that a push has started', () => {
    expect(outcomes(declineUnseen, [0, lock], ...declined, [20, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(declineUnseen, [0, launch], ...declined, [20, scenarioEnd])).toEqual(['fail'])
  })

  test('does not ask it of an end that the app failed, as for a call that it has ended itself', () => {
    const failed: Entry[] = [...declined.slice(0, 2), [11, fail(END)]]
    expect(outcomes(declineUnseen, [0, lock], ...failed, [20, scenarioEnd])).toEqual([])
  })

  test('is about calls that were declined out of sight', () => {
    const unlock = { name: 'sys.unlock' } as const
    const opened = { name: 'app.state', bundleId: 'com.example.app', state: 'foreground' } as const
    expect(outcomes(declineUnseen, ...declined, [20, scenarioEnd])).toEqual([])
    expect(outcomes(declineUnseen, [0, lock], [0.5, unlock], ...declined, [20, scenarioEnd])).toEqual([])
    expect(outcomes(declineUnseen, [0, launch], [0.5, opened], ...declined, [20, scenarioEnd])).toEqual([])
    expect(
      outcomes(declineUnseen, [0, lock], [1, changed({ hasConnected: true })], ...declined.slice(1), [20, scenarioEnd]),
    ).toEqual([])
  })
})

describe('CALL-RING-001', () => {
  const rung: Entry[] = [
    [1, changed()],
    [60_000, perform(END, { by: 'system' })],
  ]

  test('passes a ring end that is taken as a decline', () => {
    const decline = { name: 'server.decline', uuid: CALL } as const
    expect(outcomes(surviveRingEnd, ...rung, [60_001, fulfill(END)], [60_002, decline])).toEqual(['pass'])
  })

  test('fails one that is not fulfilled, or not told to the backend', () => {
    expect(outcomes(surviveRingEnd, ...rung, [60_001, fail(END)])).toEqual(['fail'])
    expect(outcomes(surviveRingEnd, ...rung, [60_001, fulfill(END)], [65_001, scenarioEnd])).toEqual(['fail'])
  })

  test('takes the app’s own end of the ring, where that was first, for the end', () => {
    const decline = { name: 'server.decline', uuid: CALL } as const
    const own: Entry[] = [...rung, [60_001, ended({ reason: 'unanswered' })], [60_002, fail(END)]]
    expect(outcomes(surviveRingEnd, ...own, [60_003, decline])).toEqual(['pass'])
    expect(outcomes(surviveRingEnd, ...own, [66_000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(surviveRingEnd, ...rung, [60_001, fail(END)], [60_002, ended()], [60_003, decline])).toEqual([
      'fail',
    ])
  })

  test('is not about a user who declines', () => {
    expect(outcomes(surviveRingEnd, [1, changed()], [2, perform(END)], [3, fulfill(END)], [4, scenarioEnd])).toEqual([])
  })
})
