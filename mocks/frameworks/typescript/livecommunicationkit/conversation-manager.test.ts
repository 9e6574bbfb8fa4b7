import { expect, test } from 'vitest'
import type { ActionType } from '../../../iphone/events.ts'
import type { ActionMessage } from '../../../iphone/link/messages.ts'
import { CXError } from '../callkit/index.ts'
import { UUID } from '../foundation/index.ts'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import {
  ConversationManager,
  EndConversationAction,
  Handle,
  JoinConversationAction,
  PauseConversationAction,
  StartConversationAction,
  type ConversationAction,
  type ConversationManagerDelegate,
} from './index.ts'

const CALL = '11111111-1111-4111-8111-111111111111'
const OTHER_CALL = '22222222-2222-4222-8222-222222222222'
const uuid = UUID.fromString(CALL) ?? new UUID()
const alice = new Handle('phoneNumber', '+15550100', 'Alice')

const call = (fields: { uuid?: string; outgoing?: boolean; hasConnected?: boolean; hasEnded?: boolean } = {}) =>
  ({
    type: 'callObserver.callChanged',
    call: { uuid: CALL, outgoing: false, hasConnected: false, isOnHold: false, hasEnded: false, ...fields },
  }) as const

/** An app with a manager whose delegate writes down what it is told, and completes nothing. */
async function launch() {
  const stand = new RuntimeStand()
  const told: string[] = []
  const actions: ConversationAction[] = []
  const managers: ConversationManager[] = []
  const delegate: ConversationManagerDelegate = {
    conversationManagerDidBegin: () => void told.push('begin'),
    conversationManagerDidReset: () => void told.push('reset'),
    conversationManagerConversationChanged: (_manager, { state }) => void told.push(state),
    conversationManagerPerformAction: (_manager, action) => void actions.push(action),
    conversationManagerTimedOutPerformingAction: (_manager, { uuid: action }) => void told.push(`timed out ${action}`),
    conversationManagerDidActivateAudioSession: () => void told.push('activated'),
    conversationManagerDidDeactivateAudioSession: () => void told.push('deactivated'),
  }
  await stand.launch(() => {
    const manager = new ConversationManager({
      maximumConversationGroups: 1,
      maximumConversationsPerConversationGroup: 3,
      includesConversationInRecents: true,
      supportsVideo: false,
      supportedHandleTypes: new Set(['phoneNumber']),
    })
    manager.delegate = delegate
    managers.push(manager)
  })
  const [manager] = managers
  const [init] = stand.all('CXProvider.init')
  if (!manager || !init) throw new Error('the app was not launched')
  const execute = (...types: [ActionType, Partial<ActionMessage>?][]) =>
    stand.tell({
      type: 'provider.execute',
      provider: init.provider,
      transaction: 'transaction',
      actions: types.map(([type, fields]) => ({ action: `${type} 1`, type, uuid: CALL, timeoutMs: 5000, ...fields })),
    })
  return { stand, told, actions, manager, id: init.provider, execute }
}

async function ringing() {
  const launched = await launch()
  const { stand, manager } = launched
  await stand.run(() => {
    void manager.reportNewIncomingConversation(uuid, { members: [alice], capabilities: new Set(['pausing']) })
  })
  const [report] = stand.all('CXProvider.reportNewIncomingCall')
  await stand.tell(call(), { type: 'CXProvider.reportNewIncomingCall.completion', request: report?.request ?? '' })
  return launched
}

test('a manager is a provider with the limits of its configuration', async () => {
  const { stand, told, id } = await launch()
  expect(stand.all('CXProvider.init')).toMatchObject([{ maximumCallGroups: 1, maximumCallsPerCallGroup: 3 }])
  await stand.tell({ type: 'provider.didBegin', provider: id }, { type: 'provider.didActivate', provider: id })
  await stand.tell({ type: 'provider.didDeactivate', provider: id }, { type: 'provider.didReset', provider: id })
  expect(told).toEqual(['begin', 'activated', 'deactivated', 'reset'])
})

test('an incoming conversation is reported with its member and what it can do', async () => {
  const { stand, manager, told } = await ringing()
  expect(stand.all('CXProvider.reportNewIncomingCall')).toMatchObject([
    {
      uuid: CALL,
      update: {
        remoteHandle: { type: 'phoneNumber', value: '+15550100' },
        localizedCallerName: 'Alice',
        supportsHolding: true,
        supportsDTMF: false,
        supportsGrouping: false,
        hasVideo: false,
      },
    },
  ])
  expect(manager.conversations).toMatchObject([{ uuid, state: 'idle', members: [alice], isOutgoing: false }])
  expect(told).toEqual(['idle'])
})

test('a refused conversation is an error, and none that the manager knows', async () => {
  const { stand, manager, told } = await launch()
  const refusals: unknown[] = []
  await stand.run(() => manager.reportNewIncomingConversation(uuid, {}).catch((error: unknown) => refusals.push(error)))
  const [report] = stand.all('CXProvider.reportNewIncomingCall')
  const error = { domain: 'd', code: 3, caseName: 'filteredByDoNotDisturb' }
  await stand.tell(
    { type: 'CXProvider.reportNewIncomingCall.completion', request: report?.request ?? '', error },
    call(),
  )
  expect(refusals).toEqual([new CXError(error)])
  expect(manager.conversations).toEqual([])
  expect(told).toEqual([])
})

test('every action of a transaction is performed as LiveCommunicationKit calls it, and completed beneath', async () => {
  const { stand, actions, manager, execute } = await ringing()
  await execute(['CXSetHeldCallAction', { onHold: true }], ['CXAnswerCallAction'])
  expect(actions.map(({ constructor }) => constructor)).toEqual([PauseConversationAction, JoinConversationAction])
  expect(actions[0]).toMatchObject({ isPaused: true, conversationUUID: uuid, isComplete: false })
  const [conversation] = manager.conversations
  if (!conversation) throw new Error('there is no conversation')
  expect(manager.pendingConversationActions(JoinConversationAction, conversation)).toEqual([actions[1]])
  await stand.run(() => {
    actions[0]?.fail()
    actions[1]?.fulfill(new Date())
  })
  expect(manager.pendingActions).toEqual([])
  expect(stand.all('CXAction.fail')).toMatchObject([{ action: 'CXSetHeldCallAction 1' }])
  expect(stand.all('CXAction.fulfill')).toMatchObject([{ action: 'CXAnswerCallAction 1' }])
})

test('a conversation is idle, joining, joined, leaving and left', async () => {
  const { stand, told, manager, actions, execute } = await ringing()
  await execute(['CXAnswerCallAction'])
  await stand.run(() => actions[0]?.fulfill())
  await stand.tell(call({ hasConnected: true }))
  await execute(['CXEndCallAction'])
  await stand.tell(call({ hasConnected: true, hasEnded: true }))
  expect(told).toEqual(['idle', 'joining', 'joined', 'leaving', 'left'])
  expect(manager.conversations).toEqual([])
})

test('calls of others are none of the manager’s conversations', async () => {
  const { stand, told, manager } = await launch()
  await stand.tell(call({ uuid: OTHER_CALL }))
  expect(manager.conversations).toEqual([])
  expect(told).toEqual([])
})

test('the user starts a conversation through the system, and what happens to it is reported', async () => {
  const { stand, manager } = await launch()
  await stand.run(() => void manager.perform([new StartConversationAction(uuid, [alice])]))
  expect(stand.all('CXCallController.request')).toMatchObject([
    { actions: [{ type: 'CXStartCallAction', uuid: CALL, handle: { type: 'phoneNumber', value: '+15550100' } }] },
  ])
  await stand.tell(call({ outgoing: true }))
  expect(manager.conversations).toMatchObject([{ state: 'joining', isOutgoing: true, members: [alice] }])
  await stand.run(() => {
    manager.reportConversationEvent({ event: 'conversationStartedConnecting' }, { uuid })
    manager.reportConversationEvent({ event: 'conversationConnected', date: new Date() }, { uuid })
    manager.reportConversationEvent({ event: 'conversationUpdated', update: { members: [alice] } }, { uuid })
    manager.reportConversationEvent({ event: 'conversationEnded', reason: 'joinedElsewhere' }, { uuid })
  })
  expect(stand.spoken.slice(-4)).toEqual([
    'CXProvider.reportOutgoingCallStartedConnecting',
    'CXProvider.reportOutgoingCallConnected',
    'CXProvider.reportCallUpdated',
    'CXProvider.reportCallEnded',
  ])
  expect(stand.all('CXProvider.reportCallEnded')).toMatchObject([{ reason: 'answeredElsewhere' }])
  expect(() => new StartConversationAction(uuid, [])).toThrow(RangeError)
})

test('a refused request is an error', async () => {
  const { stand, manager } = await launch()
  const refusals: unknown[] = []
  await stand.run(() =>
    manager.perform([new EndConversationAction(uuid)]).catch((error: unknown) => refusals.push(error)),
  )
  const [request] = stand.all('CXCallController.request')
  const error = { domain: 'd', code: 4, caseName: 'unknownCallUUID' }
  await stand.tell({ type: 'CXCallController.request.completion', request: request?.request ?? '', error })
  expect(refusals).toEqual([new CXError(error)])
})

test('a time-out is told with the action, and nothing at all after invalidation', async () => {
  const { stand, told, manager, id, execute } = await ringing()
  await execute(['CXEndCallAction'])
  await stand.tell({ type: 'provider.timedOutPerforming', provider: id, action: 'CXEndCallAction 1' })
  expect(told.at(-1)).toBe('timed out CXEndCallAction 1')
  await stand.run(() => manager.invalidate())
  const before = told.length
  await stand.tell(call({ hasEnded: true }), { type: 'provider.didReset', provider: id })
  expect(told).toHaveLength(before)
  expect(manager.conversations).toEqual([])
})
