import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import {
  acceptRefusedConversation,
  closeConversationsOnReset,
  completeConversationActions,
  fittingConversationReason,
  reportConversationBeforeReturn,
  reportConversationEvents,
  reportMalformedConversation,
  useOneFramework,
} from './conversations.ts'
import type { Check } from './rule.ts'
import {
  accepted,
  CALL,
  cancel,
  changed,
  deliver,
  ended,
  enter,
  fail,
  fulfill,
  OTHER_CALL,
  OTHER_PUSH,
  over,
  perform,
  PUSH,
  refused,
  returned,
  scenarioEnd,
  sent,
  timeout,
} from './testing/happenings.ts'
import { circumstances, outcomes, traceOf, type Entry } from './testing/trace-of.ts'

const provider = (id: string, framework?: 'LiveCommunicationKit'): Happening => ({
  name: 'cx.provider.init',
  provider: id,
  maximumCallGroups: 2,
  maximumCallsPerCallGroup: 1,
  ...(framework && { framework }),
})
const manager: Entry = [-10, provider('m', 'LiveCommunicationKit')]
const callKit: Entry = [-10, provider('c')]
const report = (by: string, uuid = CALL): Happening => ({ name: 'cx.report.call', uuid, update: {}, provider: by })
const pushed = (push = PUSH, uuid = CALL): Entry[] => [
  [0, sent({ push, uuid })],
  [1, deliver({ push })],
  [2, enter(push)],
]

const JOIN = 'CXAnswerCallAction'
const ringing: Entry[] = [
  [0, report('m')],
  [1, accepted()],
  [1, changed()],
]

const told = { name: 'server.event', uuid: CALL, event: 'ended', reason: 'remoteEnded' } as const
const cases: readonly [id: string, check: Check, good: readonly Entry[], bad: readonly Entry[]][] = [
  [
    'LCK-REPORT-001',
    reportConversationBeforeReturn,
    [...pushed(), [3, report('m')], [4, returned()]],
    [...pushed(), [4, returned()], [4.001, report('m')]],
  ],
  [
    'LCK-REPORT-002',
    acceptRefusedConversation,
    [
      [0, report('m')],
      [1, refused(3)],
      [9000, scenarioEnd],
    ],
    [
      [0, report('m')],
      [1, refused(3)],
      [2, { name: 'audio.io.start' }],
      [9000, scenarioEnd],
    ],
  ],
  [
    'LCK-REPORT-003',
    reportMalformedConversation,
    [[0, sent({ malformation: 'empty object' })], ...pushed().slice(1), [3, report('m', OTHER_CALL)], [4, returned()]],
    [[0, sent({ malformation: 'empty object' })], ...pushed().slice(1), [4, returned()]],
  ],
  [
    'LCK-ACT-001',
    completeConversationActions,
    [...ringing, [2, perform(JOIN, { provider: 'm' })], [60_002, fail(JOIN)]],
    [...ringing, [2, perform(JOIN, { provider: 'm' })], [60_002, timeout(JOIN)]],
  ],
  [
    'LCK-EVT-001',
    reportConversationEvents,
    [...ringing, [10, cancel()], [2010, ended()], [2010, over('app')]],
    [...ringing, [10, cancel()], [2010.001, ended()], [2010.001, over('app')]],
  ],
  [
    'LCK-END-001',
    fittingConversationReason,
    [...ringing, [10, cancel()], [11, told], [20, ended()]],
    [...ringing, [10, cancel()], [11, told], [20, ended({ reason: 'failed' })]],
  ],
  [
    'LCK-RESET-001',
    closeConversationsOnReset,
    [...ringing, [10, { name: 'cx.reset' }], [2010, { name: 'server.hangup', uuid: CALL }]],
    [...ringing, [10, { name: 'cx.reset' }], [2010.001, { name: 'server.hangup', uuid: CALL }]],
  ],
  ['LCK-MIX-001', useOneFramework, ringing, [...ringing, callKit, [2, report('c')]]],
]

describe.each(cases)('%s', (_, check, good, bad) => {
  test('tells a good conversation from a bad one', () => {
    expect(new Set(outcomes(check, manager, ...good))).toEqual(new Set(['pass']))
    expect(outcomes(check, manager, ...bad).filter((outcome) => outcome !== 'pass')).toHaveLength(1)
  })

  test('has nothing to say of an app without a manager, or of calls that go through CallKit', () => {
    expect(outcomes(check, ...bad)).toEqual([])
    const moved = bad
      .filter(([, event]) => event !== callKit[1])
      .map(([at, event]): Entry => [at, 'provider' in event ? ({ ...event, provider: 'c' } as Happening) : event])
    const isAboutPushes = bad.some(([, { name }]) => name === 'pk.enter')
    const own = isAboutPushes ? [] : outcomes(check, manager, callKit, ...moved)
    expect(own).toEqual([])
  })
})

test('an outgoing conversation is connecting, then connected, and nothing after its end', () => {
  const started: Entry[] = [
    manager,
    [0, perform('CXStartCallAction', { provider: 'm' })],
    [0, changed({ outgoing: true })],
    [1, fulfill('CXStartCallAction')],
    [5, { name: 'remote.answered', uuid: CALL }],
  ]
  const connecting: Happening = { name: 'cx.outgoing.connecting', uuid: CALL }
  const connected: Happening = { name: 'cx.outgoing.connected', uuid: CALL }
  expect(outcomes(reportConversationEvents, ...started, [2, connecting], [6, connected])).toEqual(['pass'])
  expect(outcomes(reportConversationEvents, ...started, [6, connected], [7, connecting])).toEqual(['fail'])
  expect(outcomes(reportConversationEvents, ...started, [2, connecting], [6, connected], [7, connected])).toEqual([
    'fail',
  ])
  expect(
    outcomes(
      reportConversationEvents,
      ...started,
      [2, connecting],
      [6, connected],
      [7, ended()],
      [
        8,
        {
          name: 'cx.updated',
          uuid: CALL,
          update: {},
        },
      ],
    ),
  ).toEqual(['pass', 'fail'])
})

test('an action that was open at a reset is left alone', () => {
  const open: Entry[] = [manager, ...ringing, [2, perform(JOIN, { provider: 'm' })], [10, { name: 'cx.reset' }]]
  const closed: Entry[] = [...open, [20, { name: 'server.hangup', uuid: CALL }]]
  expect(outcomes(closeConversationsOnReset, ...closed, [110, fulfill(JOIN)])).toEqual(['pass'])
  expect(outcomes(closeConversationsOnReset, ...closed, [110.001, fulfill(JOIN)])).toEqual(['pass', 'fail'])
})

test('one push, reported twice under different UUIDs, is mixed as well', () => {
  const entries: Entry[] = [
    manager,
    callKit,
    ...pushed(),
    [3, report('m')],
    [3, report('c', OTHER_CALL)],
    [4, returned()],
  ]
  expect(outcomes(useOneFramework, ...entries)).toEqual(['fail'])
  const apart: Entry[] = [
    manager,
    callKit,
    ...pushed(),
    [3, report('m')],
    [4, returned()],
    [5, enter(OTHER_PUSH)],
    [6, report('c', OTHER_CALL)],
    [7, returned(OTHER_PUSH)],
  ]
  expect(outcomes(useOneFramework, ...apart)).toEqual(['pass'])
})

test('what is found is said in the terms of LiveCommunicationKit', () => {
  const entries: Entry[] = [manager, ...ringing, [2, perform(JOIN, { provider: 'm' })], [60_002, timeout(JOIN)]]
  const [found] = completeConversationActions(traceOf(...entries), circumstances)
  expect(found?.message).toMatch(/^JoinConversationAction of call 11111111 was not completed/)
})
