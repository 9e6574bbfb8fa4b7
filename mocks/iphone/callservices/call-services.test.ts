import { expect, test } from 'vitest'
import { BUNDLE, CALL, OTHER_BUNDLE, OTHER_CALL, PhoneStand, PROVIDER, THIRD_CALL } from '../testing/phone-stand.ts'

const start = { type: 'CXStartCallAction', uuid: CALL, handle: { type: 'phoneNumber', value: '+15550100' } } as const

test('a reported call rings, and the app is told that it does', async () => {
  await using stand = await PhoneStand.ringing()
  expect(stand.app.last('CXProvider.reportNewIncomingCall.completion')).not.toHaveProperty('error')
  expect(stand.app.last('callObserver.callChanged').call).toMatchObject({
    uuid: CALL,
    outgoing: false,
    hasEnded: false,
  })
  expect(stand.phone.source.calls).toMatchObject([{ uuid: CALL, state: 'ringing', handle: '+15550100' }])
  expect(stand.all('ui.shown')).toMatchObject([{ uuid: CALL }])
})

test('a call that exists already is refused with error 2, and rings on', async () => {
  await using stand = await PhoneStand.ringing()
  await stand.report()
  const error = { domain: 'com.apple.CallKit.error.incomingcall', code: 2, caseName: 'callUUIDAlreadyExists' }
  expect(stand.app.last('CXProvider.reportNewIncomingCall.completion').error).toEqual(error)
  expect(stand.last('cx.report.result').error).toEqual(error)
  expect(stand.shown).toEqual([[CALL, 'ringing']])
})

test('every app observes every call of the phone, and what an observer is told names no app', async () => {
  await using stand = await PhoneStand.open()
  await stand.inBackground(OTHER_BUNDLE)
  await stand.report(CALL, stand.other)
  stand.phone.controls.answer(CALL)
  await stand.complete('fulfill', stand.other)
  const call = { uuid: CALL, outgoing: false, isOnHold: false, hasEnded: false }
  expect(stand.app.all('callObserver.callChanged').map((message) => message.call)).toEqual([
    { ...call, hasConnected: false },
    { ...call, hasConnected: true },
  ])
})

test('another app’s call has its UUID to itself too', async () => {
  await using stand = await PhoneStand.ringing()
  await stand.inBackground(OTHER_BUNDLE)
  await stand.report(CALL, stand.other)
  expect(stand.other.last('CXProvider.reportNewIncomingCall.completion').error?.code).toBe(2)
})

test('an update changes what it names and nothing else', async () => {
  await using stand = await PhoneStand.ringing()
  const update = { localizedCallerName: 'Alice', hasVideo: true }
  stand.app.say({ type: 'CXProvider.reportCallUpdated', provider: PROVIDER, uuid: CALL, update })
  await stand.clock.settle()
  expect(stand.phone.source.calls).toMatchObject([{ displayName: 'Alice', handle: '+15550100', hasVideo: true }])
})

test('a refused transaction changes nothing and says why', async () => {
  await using stand = await PhoneStand.open()
  await stand.request({ type: 'CXEndCallAction', uuid: CALL })
  expect(stand.app.last('CXCallController.request.completion').error?.code).toBe(4)
  expect(stand.last('tx.result').error?.code).toBe(4)
  expect(stand.all('perform')).toEqual([])
})

test('an app without a provider can request nothing, and one that invalidated an older provider still can', async () => {
  await using stand = await PhoneStand.open()
  stand.app.say({ type: 'CXProvider.init', provider: 'second', maximumCallGroups: 1, maximumCallsPerCallGroup: 1 })
  stand.app.say({ type: 'CXProvider.invalidate', provider: PROVIDER })
  await stand.request(start)
  expect(stand.app.last('CXCallController.request.completion')).not.toHaveProperty('error')
  stand.app.say({ type: 'CXProvider.invalidate', provider: 'second' })
  await stand.request({ type: 'CXEndCallAction', uuid: CALL })
  expect(stand.app.last('CXCallController.request.completion').error?.caseName).toBe('unknownCallProvider')
})

const SECOND = 'second'
const ended = (stand: PhoneStand) => stand.all('cx.callChanged').filter(({ hasEnded }) => hasEnded)

/** With a call of the first provider connected, and one of the app's second provider ringing. */
async function twoProviders(): Promise<PhoneStand> {
  const stand = await PhoneStand.connected()
  stand.app.say({ type: 'CXProvider.init', provider: SECOND, maximumCallGroups: 2, maximumCallsPerCallGroup: 5 })
  stand.app.say({
    type: 'CXProvider.reportNewIncomingCall',
    provider: SECOND,
    request: 'second report',
    uuid: OTHER_CALL,
    update: {},
  })
  await stand.clock.settle()
  return stand
}

test('a provider begins once the phone knows it, and each is handed the actions of its own calls', async () => {
  await using stand = await twoProviders()
  expect(stand.app.all('provider.didBegin').map(({ provider }) => provider)).toEqual([PROVIDER, SECOND])
  stand.phone.controls.holdAndAccept(OTHER_CALL)
  await stand.clock.settle()
  expect(stand.app.all('provider.execute').slice(-2)).toMatchObject([
    { provider: PROVIDER, actions: [{ type: 'CXSetHeldCallAction', uuid: CALL }] },
    { provider: SECOND, actions: [{ type: 'CXAnswerCallAction', uuid: OTHER_CALL }] },
  ])
  expect(stand.all('perform').slice(-2)).toMatchObject([{ provider: PROVIDER }, { provider: SECOND }])
})

test('a provider cannot speak of the calls of another, nor one that is not there of any', async () => {
  await using stand = await twoProviders()
  stand.app.say({ type: 'CXProvider.reportCallEnded', provider: SECOND, uuid: CALL, reason: 'failed' })
  stand.app.say({
    type: 'CXProvider.reportNewIncomingCall',
    provider: 'none',
    request: 'r',
    uuid: THIRD_CALL,
    update: {},
  })
  await stand.clock.settle()
  expect(stand.last('cx.ended').known).toBe(false)
  expect(stand.app.last('CXProvider.reportNewIncomingCall.completion').error).toMatchObject({
    code: 0,
    caseName: 'unknown',
  })
  expect(stand.shown).toEqual([
    [CALL, 'active'],
    [OTHER_CALL, 'ringing'],
  ])
})

test('a provider that is invalidated ends its own calls, and is told nothing any more', async () => {
  await using stand = await twoProviders()
  stand.phone.controls.setHeld(CALL, true)
  await stand.clock.sleep(1000)
  stand.app.say({ type: 'CXProvider.invalidate', provider: PROVIDER })
  const before = stand.app.heard.length
  await stand.clock.sleep(20_000)
  stand.phone.resetCallServices()
  await stand.clock.settle()
  expect(ended(stand)).toMatchObject([
    { uuid: CALL, endedBy: 'invalidated' },
    { uuid: OTHER_CALL, endedBy: 'reset' },
  ])
  expect(stand.all('timeout')).toEqual([])
  const later = stand.app.heard.slice(before)
  expect(later.filter((message) => 'provider' in message && message.provider === PROVIDER)).toEqual([])
  expect(later.map(({ type }) => type)).toContain('provider.didReset')
})

test('holding and muting take effect when they are fulfilled', async () => {
  await using stand = await PhoneStand.connected()
  stand.phone.controls.setHeld(CALL, true)
  expect(stand.shown).toEqual([[CALL, 'active']])
  await stand.complete('fulfill')
  expect(stand.shown).toEqual([[CALL, 'held']])
  stand.phone.controls.setMuted(CALL, true)
  await stand.complete('fulfill')
  expect(stand.phone.source.calls).toMatchObject([{ muted: true, state: 'held' }])
})

test('an end that the app reports is known only for a call of its own', async () => {
  await using stand = await PhoneStand.ringing()
  await stand.inBackground(OTHER_BUNDLE)
  const ended = { type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid: CALL, reason: 'remoteEnded' } as const
  stand.other.say(ended)
  await stand.clock.settle()
  expect(stand.last('cx.ended').known).toBe(false)
  expect(stand.shown).toEqual([[CALL, 'ringing']])
  stand.app.say(ended)
  stand.app.say(ended)
  await stand.clock.settle()
  expect(stand.all('cx.ended').map(({ known }) => known)).toEqual([false, true, false])
  expect(stand.all('cx.callChanged').filter(({ hasEnded }) => hasEnded)).toMatchObject([{ endedBy: 'app' }])
})

test('an outgoing call connects when the app says so, an incoming one does not', async () => {
  await using stand = await PhoneStand.open()
  await stand.request(start)
  await stand.complete('fulfill')
  stand.app.say({ type: 'CXProvider.reportOutgoingCallStartedConnecting', provider: PROVIDER, uuid: CALL })
  await stand.clock.settle()
  expect(stand.shown).toEqual([[CALL, 'connecting']])
  stand.app.say({ type: 'CXProvider.reportOutgoingCallConnected', provider: PROVIDER, uuid: CALL })
  await stand.report(OTHER_CALL)
  stand.app.say({ type: 'CXProvider.reportOutgoingCallConnected', provider: PROVIDER, uuid: OTHER_CALL })
  await stand.clock.settle()
  expect(stand.shown).toEqual([
    [CALL, 'active'],
    [OTHER_CALL, 'ringing'],
  ])
})

test('a reset takes every call, and every action that was under way, from every app', async () => {
  await using stand = await PhoneStand.connected()
  await stand.inBackground(OTHER_BUNDLE)
  await stand.report(OTHER_CALL, stand.other)
  stand.phone.controls.answer(OTHER_CALL)
  stand.phone.resetCallServices()
  await stand.clock.sleep(120_000)
  expect(stand.shown).toEqual([])
  expect(stand.app.all('provider.didReset')).toHaveLength(1)
  expect(stand.other.all('provider.didReset')).toHaveLength(1)
  expect(stand.all('timeout')).toEqual([])
  expect(stand.all('cx.callChanged').filter(({ endedBy }) => endedBy === 'reset')).toHaveLength(2)
})

test('an app that dies takes its calls with it, and nobody else’s', async () => {
  await using stand = await PhoneStand.connected()
  await stand.inBackground(OTHER_BUNDLE)
  await stand.report(OTHER_CALL, stand.other)
  stand.phone.controls.end(CALL)
  await stand.phone.controls.terminate(BUNDLE)
  await stand.clock.sleep(10_000)
  expect(stand.shown).toEqual([[OTHER_CALL, 'ringing']])
  expect(stand.all('cx.callChanged').filter(({ hasEnded }) => hasEnded)).toMatchObject([
    { uuid: CALL, endedBy: 'appDied' },
  ])
  expect(stand.all('timeout')).toEqual([])
})

test('two apps with a call each: holding one and accepting the other is a transaction for either', async () => {
  await using stand = await PhoneStand.connected()
  await stand.inBackground(OTHER_BUNDLE)
  await stand.report(OTHER_CALL, stand.other)
  stand.phone.controls.holdAndAccept(OTHER_CALL)
  await stand.clock.settle()
  expect(stand.app.last('provider.execute').actions).toMatchObject([{ type: 'CXSetHeldCallAction', uuid: CALL }])
  expect(stand.other.last('provider.execute').actions).toMatchObject([{ type: 'CXAnswerCallAction', uuid: OTHER_CALL }])
  await stand.complete('fulfill')
  await stand.complete('fulfill', stand.other)
  expect(stand.shown).toEqual([
    [CALL, 'held'],
    [OTHER_CALL, 'active'],
  ])
})

test('one app with two calls: ending one and accepting the other is one transaction', async () => {
  await using stand = await PhoneStand.connected()
  await stand.report(OTHER_CALL)
  stand.phone.controls.endAndAccept(OTHER_CALL)
  await stand.clock.settle()
  expect(stand.app.last('provider.execute').actions).toMatchObject([
    { type: 'CXEndCallAction', uuid: CALL },
    { type: 'CXAnswerCallAction', uuid: OTHER_CALL },
  ])
})
