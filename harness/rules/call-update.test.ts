import { describe, expect, test } from 'vitest'
import type { CallUpdate } from '../../mocks/iphone/events.ts'
import { tellTheTruth, updateInsteadOfReporting } from './call-update.ts'
import {
  accepted,
  CALL,
  cancel,
  changed,
  deliver,
  enter,
  fail,
  fulfill,
  OTHER_CALL,
  OTHER_PUSH,
  perform,
  PUSH,
  refused,
  returned,
  scenarioEnd,
  sent,
  timeout,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const report = (update: CallUpdate) => ({ name: 'cx.report.call', uuid: CALL, update }) as const
const updated = (update: CallUpdate) => ({ name: 'cx.updated', uuid: CALL, update }) as const
const bob = { remoteHandle: { type: 'generic', value: 'bob' } } as const
const pushed = (update: CallUpdate, fields = {}): Entry[] => [
  [0, sent(fields)],
  [1, deliver()],
  [2, enter()],
  [3, report(update)],
  [4, accepted()],
  [4, changed()],
  [5, returned()],
]
const end: Entry = [20_000, scenarioEnd]

describe('CALL-UPD-001: who calls', () => {
  test('passes a call that says it, sooner or later', () => {
    expect(outcomes(tellTheTruth, ...pushed(bob))).toEqual(['pass'])
    expect(outcomes(tellTheTruth, ...pushed({ localizedCallerName: 'Bob' }), end)).toEqual(['pass'])
    expect(outcomes(tellTheTruth, ...pushed({}), [9000, updated(bob)], end)).toEqual(['pass'])
  })

  test('fails one that never does, once it could', () => {
    expect(outcomes(tellTheTruth, ...pushed({}), end)).toEqual(['fail'])
    expect(outcomes(tellTheTruth, ...pushed({}), [5003, changed({ uuid: OTHER_CALL })])).toEqual([])
    expect(outcomes(tellTheTruth, ...pushed({}), [5003.001, changed({ uuid: OTHER_CALL })])).toEqual(['fail'])
  })

  test('fails one that shows who calls in another', () => {
    const dials = (own: string, others: string): Entry[] => [
      [-2, { name: 'remote.dial', uuid: OTHER_CALL, handle: others }],
      [-1, { name: 'remote.dial', uuid: CALL, handle: own }],
    ]
    expect(outcomes(tellTheTruth, ...dials('ann', 'bob'), ...pushed(bob), end)).toEqual(['fail'])
    expect(outcomes(tellTheTruth, ...dials('bob', 'bob'), ...pushed(bob), end)).toEqual(['pass'])
    expect(outcomes(tellTheTruth, ...dials('bob', 'ann'), ...pushed(bob), end)).toEqual(['pass'])
    expect(outcomes(tellTheTruth, ...dials('ann', 'eve'), ...pushed(bob), end)).toEqual(['pass'])
  })

  test.each([
    ['phoneNumber', 'bob', 'fail'],
    ['phoneNumber', '+1 555 0100', 'pass'],
    ['emailAddress', '+15550100', 'fail'],
    ['emailAddress', 'bob@example.com', 'pass'],
    ['generic', '+15550100', 'pass'],
  ] as const)('a %s “%s”: %s', (type, value, outcome) => {
    expect(outcomes(tellTheTruth, ...pushed({ remoteHandle: { type, value } }), end)).toEqual([outcome])
  })

  test('does not ask it of a push that could not be read, or of a call that the system has refused', () => {
    expect(outcomes(tellTheTruth, ...pushed({}, { malformation: 'handle absent' }), end)).toEqual([])
    expect(outcomes(tellTheTruth, [3, report({})], [4, accepted()], [4, changed()], end)).toEqual([])
    const nobody = { remoteHandle: { type: 'phoneNumber', value: '' } } as const
    const again: Entry[] = [
      [10, sent({ push: OTHER_PUSH, malformation: 'handle empty' })],
      [11, deliver({ push: OTHER_PUSH })],
      [12, enter(OTHER_PUSH)],
      [13, report(nobody)],
      [14, refused(2)],
      [15, returned(OTHER_PUSH)],
    ]
    expect(outcomes(tellTheTruth, ...pushed(bob), ...again, end)).toEqual(['pass'])
    expect(outcomes(tellTheTruth, ...pushed(nobody), ...again, end)).toEqual(['fail'])
    expect(outcomes(tellTheTruth, [0, sent()], [2, enter()], [3, report({})], [4, refused(3)], end)).toEqual([])
  })
})

describe('CALL-UPD-001: what the call can do', () => {
  const HOLD = 'CXSetHeldCallAction'
  const GROUP = 'CXSetGroupCallAction'
  const DTMF = 'CXPlayDTMFCallAction'
  const talking = (update: CallUpdate = {}): Entry[] => [
    [0, report(update)],
    [1, accepted()],
    [1, changed()],
    [2, { name: 'media.ready', uuid: CALL }],
    [3, changed({ hasConnected: true })],
  ]
  const hold: Entry = [10, perform(HOLD, { onHold: true })]

  test('passes what is done at least once', () => {
    expect(outcomes(tellTheTruth, ...talking(), hold, [11, fulfill(HOLD)])).toEqual(['pass'])
    const again: Entry[] = [
      [20, perform(HOLD, { onHold: true, action: 'again' })],
      [21, { name: 'fail', action: 'again', type: HOLD, uuid: CALL }],
    ]
    expect(outcomes(tellTheTruth, ...talking(), hold, [11, fulfill(HOLD)], ...again)).toEqual(['pass'])
  })

  test.each([
    [HOLD, { onHold: true }],
    [GROUP, { callUUIDToGroupWith: OTHER_CALL }],
    [GROUP, { callUUIDToGroupWith: null }],
    [DTMF, { digits: '1' }],
  ] as const)('fails a %s that is offered in vain', (type, fields) => {
    expect(outcomes(tellTheTruth, ...talking(), [10, perform(type, fields)], [11, fail(type)])).toEqual(['fail'])
  })

  test('leaves alone what the app has not offered, or could not do', () => {
    const failed: Entry[] = [hold, [11, fail(HOLD)]]
    expect(outcomes(tellTheTruth, ...talking({ supportsHolding: false }), ...failed)).toEqual([])
    expect(outcomes(tellTheTruth, ...talking(), [5, updated({ supportsHolding: false })], ...failed)).toEqual([])
    expect(outcomes(tellTheTruth, ...talking(), [5, cancel()], ...failed)).toEqual([])
    const fault = { name: 'server.fault', operation: 'hold', uuid: CALL, explanation: 'cut' } as const
    expect(outcomes(tellTheTruth, ...talking(), [5, fault], ...failed)).toEqual([])
    expect(outcomes(tellTheTruth, ...talking().slice(0, 3), ...failed)).toEqual([])
    expect(outcomes(tellTheTruth, ...talking(), hold, [5010, timeout(HOLD)])).toEqual([])
    const merged: Entry[] = [
      [10, perform(GROUP, { callUUIDToGroupWith: OTHER_CALL })],
      [11, fail(GROUP)],
    ]
    expect(outcomes(tellTheTruth, ...talking(), [5, cancel(OTHER_CALL)], ...merged)).toEqual([])
    const mute = 'CXSetMutedCallAction'
    expect(outcomes(tellTheTruth, ...talking(), [10, perform(mute)], [11, fail(mute)])).toEqual([])
  })
})

describe('CALL-UPD-002', () => {
  const more = { ...bob, localizedCallerName: 'Bob' }

  test('passes a call that is reported once, updated or not', () => {
    expect(outcomes(updateInsteadOfReporting, ...pushed(bob))).toEqual(['pass'])
    expect(outcomes(updateInsteadOfReporting, ...pushed(bob), [10, updated(more)])).toEqual(['pass'])
  })

  test('fails a second report with other details, which nobody has asked for', () => {
    expect(outcomes(updateInsteadOfReporting, ...pushed(bob), [10, report(more)], [11, refused(2)])).toEqual(['fail'])
  })

  test('takes no offence at the same report again, at one for a push, or at a call that has come back', () => {
    expect(outcomes(updateInsteadOfReporting, ...pushed(bob), [10, report({ ...bob })], [11, refused(2)])).toEqual([
      'pass',
    ])
    const second: Entry[] = [
      [8, deliver({ push: PUSH })],
      [9, enter()],
      [10, report(more)],
      [11, refused(2)],
      [12, returned()],
    ]
    expect(outcomes(updateInsteadOfReporting, ...pushed(bob), ...second)).toEqual(['pass'])
    expect(outcomes(updateInsteadOfReporting, ...pushed(bob), [10, report(more)], [11, accepted()])).toEqual(['pass'])
  })

  test('pairs a report with its own result, also after a process that got none', () => {
    const unanswered: Entry[] = [[-9, report(bob)]]
    expect(
      outcomes(updateInsteadOfReporting, ...unanswered, ...pushed(bob), [10, report(more)], [11, refused(2)]),
    ).toEqual(['fail'])
  })

  test('is not about calls that never were', () => {
    expect(outcomes(updateInsteadOfReporting, [0, report(bob)], [1, refused(3)])).toEqual([])
  })
})
