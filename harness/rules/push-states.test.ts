import { describe, expect, test } from 'vitest'
import { reportInEveryState, reportWhenLocked } from './push-states.ts'
import {
  appState,
  deliver,
  enter,
  kill,
  launch,
  OTHER_CALL,
  OTHER_PUSH,
  PUSH,
  report,
  returned,
  sent,
  terminate,
} from './testing/happenings.ts'
import { circumstances, outcomes, traceOf, type Entry } from './testing/trace-of.ts'

const lock = { name: 'sys.lock' } as const
const unlock = { name: 'sys.unlock' } as const
const reboot = { name: 'sys.reboot' } as const
const opened: Entry = [0, launch({ reason: 'user', state: 'foreground' })]

const announced: Entry[] = [
  [0, sent()],
  [0, sent({ push: OTHER_PUSH, uuid: OTHER_CALL })],
]
const reported = (at: number, push = PUSH, uuid?: string): Entry[] => [
  [at, deliver({ push })],
  [at + 1, enter(push)],
  [at + 2, report(uuid)],
  [at + 3, returned(push)],
]
const missed = (at: number, push = OTHER_PUSH): Entry[] => [
  [at, deliver({ push })],
  [at + 1, enter(push)],
  [at + 3, returned(push)],
]
const messageOf = (check: typeof reportInEveryState, ...entries: Entry[]) =>
  check(traceOf(...entries), circumstances).map(({ message }) => message)

describe('LIFE-001', () => {
  const asleep: Entry[] = [
    [100, appState('suspended')],
    [200, appState('background')],
  ]

  test('passes calls that are reported alike, and says where', () => {
    const both: Entry[] = [opened, ...announced, ...reported(10), ...asleep, ...reported(200, OTHER_PUSH, OTHER_CALL)]
    expect(outcomes(reportInEveryState, ...both)).toEqual(['pass'])
    expect(messageOf(reportInEveryState, ...both)).toEqual(['calls were reported alike: background; suspended'])
  })

  test('fails one that is missed in one state only', () => {
    const entries: Entry[] = [opened, ...announced, ...reported(10), ...asleep, ...missed(200)]
    expect(outcomes(reportInEveryState, ...entries)).toEqual(['fail'])
    const cold: Entry[] = [...reported(10), [50, terminate({ by: 'user' })], [60, launch()]]
    expect(messageOf(reportInEveryState, opened, ...announced, ...cold, ...missed(61))[0]).toContain('(terminated)')
  })

  test('fails one that never got in, once the system has killed for it', () => {
    const killed: Entry[] = [
      [60, launch()],
      [61, deliver({ push: OTHER_PUSH })],
      [7061, kill()],
    ]
    expect(outcomes(reportInEveryState, opened, ...announced, ...reported(10), [50, terminate()], ...killed)).toEqual([
      'fail',
    ])
  })

  test('is not exercised by one state, by no report at all, or by pushes that nobody must report or can read', () => {
    expect(outcomes(reportInEveryState, opened, ...reported(10))).toEqual([])
    expect(outcomes(reportInEveryState, opened, ...missed(10), ...asleep, ...missed(200, PUSH))).toEqual([])
    expect(outcomes(reportInEveryState, opened, ...announced, ...reported(10), ...missed(50))).toEqual([])
    const exempt = deliver({ push: OTHER_PUSH, state: 'foreground', mustReport: false })
    const skipped: Entry[] = [
      [50, exempt],
      [51, enter(OTHER_PUSH)],
      [52, returned(OTHER_PUSH)],
    ]
    expect(outcomes(reportInEveryState, opened, ...announced, ...reported(10), ...skipped)).toEqual([])
    const malformed: Entry = [0, sent({ push: OTHER_PUSH, malformation: 'empty' })]
    expect(outcomes(reportInEveryState, opened, malformed, ...reported(10), ...asleep, ...missed(200))).toEqual([])
  })
})

describe('LIFE-002', () => {
  const open: Entry[] = [opened, ...announced, ...reported(10)]

  test('passes a report on a locked phone', () => {
    expect(outcomes(reportWhenLocked, [0, lock], ...reported(10))).toEqual(['pass'])
    expect(outcomes(reportWhenLocked, [0, lock], [1, unlock], ...reported(10))).toEqual([])
  })

  test('fails a push that is missed when locked only, also before the first unlock', () => {
    expect(outcomes(reportWhenLocked, ...open, [50, lock], ...missed(60))).toEqual(['fail'])
    const entries: Entry[] = [...open, [50, reboot], [50, lock], [55, launch()], ...missed(60)]
    expect(messageOf(reportWhenLocked, ...entries)[0]).toContain('before the first unlock')
  })

  test('does not take the lock for the reason without a report on the unlocked phone', () => {
    expect(outcomes(reportWhenLocked, [0, lock], ...missed(60))).toEqual([])
    expect(outcomes(reportWhenLocked, ...missed(10, PUSH), [50, lock], ...missed(60))).toEqual([])
  })
})
