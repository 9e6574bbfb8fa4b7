import { expect, test } from 'vitest'
import { liveOffTheCall } from './push-run-time.ts'
import {
  accepted,
  appState,
  CALL,
  changed,
  completed,
  deliver,
  enter,
  launch,
  OTHER_CALL,
  OTHER_PUSH,
  refused,
  report,
  returned,
  scenarioEnd,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const decline = (uuid = CALL) => ({ name: 'server.decline', uuid }) as const
const entered: Entry[] = [
  [0, launch()],
  [10, deliver()],
  [11, enter()],
  [12, report()],
  [13, returned()],
]
const declined: Entry[] = [...entered, [14, refused(3)]]

test.each([
  [7000, 'pass'],
  [7000.001, 'fail'],
])('judges a decline %d ms after the push whose call was refused: %s', (ms, outcome) => {
  expect(outcomes(liveOffTheCall, ...declined, [10 + ms, decline()], [20_000, scenarioEnd])).toEqual([outcome])
})

test('fails a push that is completed so late', () => {
  expect(outcomes(liveOffTheCall, ...declined, [8000, completed()], [20_000, scenarioEnd])).toEqual(['fail'])
})

test('does not mind work while a call is up, on the screen, or delayed by a fault of the backend', () => {
  const up: Entry[] = [...entered, [14, accepted()], [15, changed()]]
  expect(outcomes(liveOffTheCall, ...up, [9000, decline()], [20_000, scenarioEnd])).toEqual([])
  const onScreen: Entry[] = [...declined, [8000, appState('foreground')]]
  expect(outcomes(liveOffTheCall, ...onScreen, [9000, decline()], [20_000, scenarioEnd])).toEqual(['pass'])
  const fault = { name: 'server.fault', operation: 'decline', uuid: CALL, explanation: 'late' } as const
  expect(outcomes(liveOffTheCall, ...declined, [20, fault], [9000, decline()], [20_000, scenarioEnd])).toEqual([])
  expect(outcomes(liveOffTheCall, ...declined, [9000, decline(OTHER_CALL)], [20_000, scenarioEnd])).toEqual(['pass'])
})

test('gives an app time anew with each push about the call', () => {
  const again: Entry[] = [
    ...declined,
    [60_000, deliver({ push: OTHER_PUSH })],
    [60_001, enter(OTHER_PUSH)],
    [60_002, report()],
    [60_003, returned(OTHER_PUSH)],
    [60_004, refused(3)],
  ]
  expect(outcomes(liveOffTheCall, ...again, [60_010, decline()], [80_000, scenarioEnd])).toEqual(['pass', 'pass'])
  expect(outcomes(liveOffTheCall, ...again, [67_001, decline()], [80_000, scenarioEnd])).toEqual(['pass', 'fail'])
})

test('passes only once the time is up', () => {
  expect(outcomes(liveOffTheCall, ...declined, [7010, scenarioEnd])).toEqual([])
})
