import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ActionType } from '../../../iphone/events.ts'
import type { ActionMessage } from '../../../iphone/link/messages.ts'
import { AVAudioSession } from '../avfaudio/index.ts'
import { DispatchQueue, UUID } from '../foundation/index.ts'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import {
  CXCallUpdate,
  CXError,
  CXErrorCodeIncomingCallError,
  CXHandle,
  CXProvider,
  CXProviderConfiguration,
  CXAnswerCallAction,
  CXCallAction,
  CXEndCallAction,
  type CXProviderDelegate,
} from './index.ts'

const CALL = '11111111-1111-4111-8111-111111111111'
const uuid = UUID.fromString(CALL) ?? new UUID()

const action = (type: ActionType, fields: Partial<ActionMessage> = {}) => ({
  action: `${type} 1`,
  type,
  uuid: CALL,
  timeoutMs: 5000,
  ...fields,
})
const execute = (provider: string, ...actions: ReturnType<typeof action>[]) =>
  ({ type: 'provider.execute', provider, transaction: 'transaction', actions }) as const

async function launch(delegate: Partial<CXProviderDelegate> = {}) {
  const stand = new RuntimeStand()
  const providers: CXProvider[] = []
  await stand.launch(() => {
    const provider = new CXProvider(new CXProviderConfiguration())
    provider.setDelegate({ providerDidReset() {}, ...delegate }, null)
    providers.push(provider)
  })
  const [provider] = providers
  const [init] = stand.all('CXProvider.init')
  if (!provider || !init) throw new Error('the app was not launched')
  return { stand, provider, id: init.provider }
}

test('a provider has Apple’s limits unless it is configured otherwise, and tells every delegate that it has begun', async () => {
  const began: CXProvider[] = []
  const { stand, provider, id } = await launch({ providerDidBegin: (one) => void began.push(one) })
  expect(stand.all('CXProvider.init')).toMatchObject([{ maximumCallGroups: 2, maximumCallsPerCallGroup: 5 }])
  expect(began).toEqual([])
  await stand.tell({ type: 'provider.didBegin', provider: id })
  expect(began).toEqual([provider])
  await stand.run(() =>
    provider.setDelegate({ providerDidReset() {}, providerDidBegin: () => void began.push(provider) }, null),
  )
  expect(began).toHaveLength(2)
})

test('an incoming call is reported with the fields that were set, and completes with an error or none', async () => {
  const { stand, provider } = await launch()
  const results: (CXError | null)[] = []
  const update = new CXCallUpdate()
  update.remoteHandle = new CXHandle('phoneNumber', '+15550100')
  await stand.run(() => provider.reportNewIncomingCall(uuid, update, (error) => results.push(error)))
  const [report] = stand.all('CXProvider.reportNewIncomingCall')
  expect(report).toMatchObject({ uuid: CALL, update: { remoteHandle: { type: 'phoneNumber', value: '+15550100' } } })
  expect(Object.keys(report?.update ?? {})).toEqual(['remoteHandle'])

  const request = report?.request ?? ''
  const type = 'CXProvider.reportNewIncomingCall.completion'
  await stand.tell({ type, request }, { type, request }, { type, request: 'another' })
  expect(results).toEqual([null])

  await stand.run(() => provider.reportNewIncomingCall(uuid, update, (error) => results.push(error)))
  const error = { domain: 'com.apple.CallKit.error.incomingcall', code: 2, caseName: 'callUUIDAlreadyExists' }
  await stand.tell({ type, request: stand.all('CXProvider.reportNewIncomingCall')[1]?.request ?? '', error })
  expect(results[1]).toBeInstanceOf(CXError)
  expect(results[1]?.code).toBe(CXErrorCodeIncomingCallError.callUUIDAlreadyExists)
})

test('what else a provider reports', async () => {
  const { stand, provider } = await launch()
  await stand.run(() => {
    provider.reportCallUpdated(uuid, new CXCallUpdate())
    provider.reportOutgoingCallStartedConnectingAt(uuid, null)
    provider.reportOutgoingCallConnectedAt(uuid, new Date())
    provider.reportCallEndedAt(uuid, null, 'unanswered')
  })
  expect(stand.spoken.slice(1)).toEqual([
    'CXProvider.reportCallUpdated',
    'CXProvider.reportOutgoingCallStartedConnecting',
    'CXProvider.reportOutgoingCallConnected',
    'CXProvider.reportCallEnded',
  ])
})

test.each<{ message: ReturnType<typeof action>; method: keyof CXProviderDelegate; fields: object }>([
  { message: action('CXAnswerCallAction'), method: 'providerPerformAnswerCallAction', fields: {} },
  { message: action('CXEndCallAction'), method: 'providerPerformEndCallAction', fields: {} },
  {
    message: action('CXStartCallAction', { handle: { type: 'generic', value: 'bob' } }),
    method: 'providerPerformStartCallAction',
    fields: { handle: { type: 'generic', value: 'bob' } },
  },
  {
    message: action('CXSetHeldCallAction', { onHold: true }),
    method: 'providerPerformSetHeldCallAction',
    fields: { isOnHold: true },
  },
  {
    message: action('CXSetMutedCallAction', { muted: true }),
    method: 'providerPerformSetMutedCallAction',
    fields: { isMuted: true },
  },
  {
    message: action('CXSetGroupCallAction', { callUUIDToGroupWith: CALL }),
    method: 'providerPerformSetGroupCallAction',
    fields: { callUUIDToGroupWith: uuid },
  },
  {
    message: action('CXPlayDTMFCallAction', { digits: '5#' }),
    method: 'providerPerformPlayDTMFCallAction',
    fields: { digits: '5#' },
  },
  {
    message: action('CXSetTranslatingCallAction', {
      translating: true,
      localLanguage: 'de-DE',
      remoteLanguage: 'en-US',
    }),
    method: 'providerPerformSetTranslatingCallAction',
    fields: { isTranslating: true, localLanguage: 'de-DE', remoteLanguage: 'en-US' },
  },
])('$message.type is performed by $method, with its deadline', async ({ message, method, fields }) => {
  const performed: CXCallAction[] = []
  const { stand, id } = await launch({ [method]: (_: CXProvider, each: CXCallAction) => void performed.push(each) })
  await stand.clock.sleep(1000)
  const timeoutDate = new Date(stand.clock.date().getTime() + 5000)
  await stand.tell(execute(id, message))
  expect(performed).toMatchObject([{ uuid: message.action, callUUID: uuid, timeoutDate, isComplete: false, ...fields }])
  await stand.run(() => performed[0]?.fulfill())
  expect(performed[0]?.isComplete).toBe(true)
  expect(stand.all('CXAction.fulfill')).toMatchObject([{ action: message.action }])
})

test('the deadline of an action counts from its commit, however late a suspended app comes to know of it', async () => {
  const performed: CXCallAction[] = []
  const { stand, id } = await launch({
    providerPerformEndCallAction: (_: CXProvider, each: CXCallAction) => void performed.push(each),
  })
  const timeoutDate = new Date(stand.clock.date().getTime() + 5000)
  stand.runtime.suspend()
  await stand.tell(execute(id, { action: 'end', type: 'CXEndCallAction', uuid: uuid.uuidString, timeoutMs: 5000 }))
  await stand.clock.sleep(6000)
  stand.runtime.resume()
  expect(performed).toMatchObject([{ timeoutDate }])
})

test('a delegate that executes the transaction itself is handed no single action', async () => {
  const transactions: number[] = []
  const performed: CXCallAction[] = []
  const { stand, id } = await launch({
    providerExecuteTransaction(_provider, transaction) {
      transactions.push(transaction.actions.length)
      for (const each of transaction.actions) each.fail()
      return transaction.isComplete
    },
    providerPerformAnswerCallAction: (_provider, each) => void performed.push(each),
  })
  await stand.tell(execute(id, action('CXEndCallAction'), action('CXAnswerCallAction')))
  expect(transactions).toEqual([2])
  expect(performed).toEqual([])
  expect(stand.all('provider.executed')).toMatchObject([{ transaction: 'transaction' }])
  expect(stand.all('CXAction.fail')).toHaveLength(2)
})

test('the phone is told when the delegate comes to an action', async () => {
  const { stand, id } = await launch({ providerPerformEndCallAction: (_, each) => each.fulfill() })
  await stand.tell(execute(id, action('CXEndCallAction')))
  expect(stand.all('provider.performing')).toMatchObject([{ action: 'CXEndCallAction 1' }])
  expect(stand.spoken.slice(-2)).toEqual(['provider.performing', 'CXAction.fulfill'])
})

test('a provider does not hold the queue of its delegate: with the queue the delegate is out of reach', async () => {
  const told: string[] = []
  const delegate: Partial<CXProviderDelegate> = {
    providerPerformEndCallAction: () => void told.push('end'),
    providerTimedOutPerformingAction: () => void told.push('timed out'),
    providerDidReset: () => void told.push('reset'),
  }
  const { stand, provider, id } = await launch()
  const tell = async () => {
    await setImmediate()
    await stand.tell(execute(id, action('CXEndCallAction')), { type: 'provider.didReset', provider: id })
    await stand.tell({ type: 'provider.timedOutPerforming', provider: id, action: 'CXEndCallAction 1' })
  }
  const queue = new DispatchQueue('held')
  await stand.run(() => provider.setDelegate({ providerDidReset() {}, ...delegate }, queue))
  await tell()
  expect(told).toEqual(['end', 'reset'])
  expect(stand.all('provider.timedOutPerforming')).toHaveLength(1)
  await stand.run(() => provider.setDelegate({ providerDidReset() {}, ...delegate }, new DispatchQueue('dropped')))
  await tell()
  expect(told).toEqual(['end', 'reset'])
  expect(stand.all('provider.timedOutPerforming')).toHaveLength(1)
  expect(queue.label).toBe('held')
})

test('the app can ask which actions on a call it still owes', async () => {
  const { stand, provider, id } = await launch({ providerPerformEndCallAction: (_, each) => each.fulfill() })
  await stand.tell(execute(id, action('CXAnswerCallAction'), action('CXEndCallAction')))
  const owed = [CXAnswerCallAction, CXEndCallAction, CXCallAction].map((each) =>
    provider.pendingCallActions(each, uuid),
  )
  expect(owed.map((actions) => actions.map(({ type }) => type))).toEqual([
    ['CXAnswerCallAction'],
    [],
    ['CXAnswerCallAction'],
  ])
  expect(provider.pendingCallActions(CXCallAction, new UUID())).toEqual([])
})

test('a translation is fulfilled with the engine that does it', async () => {
  const { stand, id } = await launch({
    providerPerformSetTranslatingCallAction: (_, each) => each.fulfillUsing('custom'),
  })
  await stand.tell(execute(id, action('CXSetTranslatingCallAction', { translating: true })))
  expect(stand.all('CXAction.fulfill')).toMatchObject([{ translationEngine: 'custom' }])
})

test('an action without a method for it is left undone, and its time-out is told with the same action', async () => {
  const timedOut: string[] = []
  const { stand, id } = await launch({
    providerTimedOutPerformingAction: (_provider, each) => void timedOut.push(each.uuid),
  })
  await stand.tell(execute(id, action('CXEndCallAction')))
  await stand.tell({ type: 'provider.timedOutPerforming', provider: id, action: 'CXEndCallAction 1' })
  await stand.tell({ type: 'provider.timedOutPerforming', provider: id, action: 'CXEndCallAction 1' })
  expect([...stand.all('CXAction.fulfill'), ...stand.all('CXAction.fail')]).toEqual([])
  expect(timedOut).toEqual(['CXEndCallAction 1'])
})

test('an async delegate that rejects crashes the app', async () => {
  const { stand, id } = await launch({ providerPerformAnswerCallAction: () => Promise.reject(new Error('no media')) })
  await stand.tell(execute(id, action('CXAnswerCallAction')))
  expect(stand.crashes).toEqual([new Error('no media')])
})

test('the audio session is handed to the delegate: the one of the process', async () => {
  const sessions: unknown[] = []
  const { stand, id } = await launch({
    providerDidActivateAudioSession: (_provider, session) => void sessions.push(session),
    providerDidDeactivateAudioSession: (_provider, session) => void sessions.push(session),
  })
  await stand.tell({ type: 'provider.didActivate', provider: id }, { type: 'provider.didDeactivate', provider: id })
  await stand.run(() => sessions.push(AVAudioSession.sharedInstance()))
  expect(sessions).toHaveLength(3)
  expect(new Set(sessions).size).toBe(1)
})

test('an invalidated provider says nothing and is told nothing', async () => {
  const told: string[] = []
  const { stand, provider, id } = await launch({ providerDidReset: () => void told.push('reset') })
  await stand.tell({ type: 'provider.didReset', provider: id })
  await stand.run(() => {
    provider.invalidate()
    provider.reportCallEndedAt(uuid, null, 'failed')
  })
  await stand.tell({ type: 'provider.didReset', provider: id }, execute(id, action('CXAnswerCallAction')))
  expect(told).toEqual(['reset'])
  expect(stand.spoken.slice(1)).toEqual(['CXProvider.invalidate'])
})

test('two providers of one app are each told what is meant for them, and nothing else', async () => {
  const told: string[] = []
  const stand = new RuntimeStand()
  const delegate = (name: string): CXProviderDelegate => ({
    providerDidReset: () => void told.push(`${name} reset`),
    providerPerformEndCallAction: () => void told.push(`${name} ends`),
    providerDidActivateAudioSession: () => void told.push(`${name} sounds`),
  })
  await stand.launch(() => {
    for (const name of ['first', 'second'])
      new CXProvider(new CXProviderConfiguration()).setDelegate(delegate(name), null)
  })
  const [first, second] = stand.all('CXProvider.init').map((init) => init.provider) as [string, string]
  await stand.tell(execute(second, action('CXEndCallAction')), { type: 'provider.didActivate', provider: first })
  await stand.tell({ type: 'provider.didReset', provider: second })
  expect(told).toEqual(['second ends', 'first sounds', 'second reset'])
})

test('a provider whose delegate has gone leaves its actions undone', async () => {
  const told: string[] = []
  const { stand, provider, id } = await launch({
    providerPerformEndCallAction: () => void told.push('end'),
    providerTimedOutPerformingAction: () => void told.push('timed out'),
    providerDidActivateAudioSession: () => void told.push('sound'),
  })
  await stand.run(() => provider.setDelegate(null, null))
  await stand.tell(
    execute(id, action('CXEndCallAction')),
    { type: 'provider.didActivate', provider: id },
    { type: 'provider.timedOutPerforming', provider: id, action: 'CXEndCallAction 1' },
  )
  expect(told).toEqual([])
  expect(stand.spoken).not.toContain('CXAction.fulfill')
  expect(stand.crashes).toEqual([])
})

test('handing a payload on is for a notification service extension, and refused to an app', async () => {
  const errors: unknown[] = []
  const { stand } = await launch()
  await stand.run(() => CXProvider.reportNewIncomingVoIPPushPayload({ call: 1 }, (error) => errors.push(error)))
  const [asked] = stand.all('CXProvider.reportNewIncomingVoIPPushPayload')
  const error = { domain: 'd', code: 1, caseName: 'invalidClientProcess' }
  const type = 'CXProvider.reportNewIncomingVoIPPushPayload.completion'
  await stand.tell({ type, request: 'another', error }, { type, request: asked?.request ?? '', error })
  expect(errors).toEqual([new CXError(error)])
})
