import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  actionType,
  applicationState,
  callEndedReason,
  callFramework,
  processNotification,
  pushMethod,
  translationEngine,
} from '../events.ts'
import { appMessage, phoneMessage } from './messages.ts'

const text = fc.string({ unit: 'grapheme' })
/** What JSON can carry, which has no negative zero. */
const json = fc.json().map((value): unknown => JSON.parse(value))
const uuid = fc.uuid().map((each) => each.toUpperCase())
const t = fc.double({ min: 0, max: 1e12, noNaN: true, noDefaultInfinity: true }).map((each) => each + 0)
const positive = fc.integer({ min: 1, max: 100 })
const handle = fc.record({ type: fc.constantFrom('generic', 'phoneNumber', 'emailAddress'), value: text })
const update = fc.record(
  { remoteHandle: handle, localizedCallerName: text, hasVideo: fc.boolean(), supportsHolding: fc.boolean() },
  { requiredKeys: [] },
)
const error = fc.record({ domain: text, code: fc.integer(), caseName: text })
const state = fc.constantFrom(...applicationState.options)
const call = fc.record({
  uuid,
  outgoing: fc.boolean(),
  hasConnected: fc.boolean(),
  isOnHold: fc.boolean(),
  hasEnded: fc.boolean(),
})
const action = fc.record(
  {
    action: text,
    type: fc.constantFrom(...actionType.options),
    uuid,
    handle,
    onHold: fc.boolean(),
    muted: fc.boolean(),
    digits: text,
    callUUIDToGroupWith: fc.option(uuid),
    translating: fc.boolean(),
    localLanguage: text,
    remoteLanguage: text,
  },
  { requiredKeys: ['action', 'type', 'uuid'] },
)

type Fields = Record<string, fc.Arbitrary<unknown>>

/** The fields of every message; a new message without an entry here fails the test below. */
const appFields: Record<(typeof appMessage.options)[number]['shape']['type']['value'], Fields> = {
  hello: { version: fc.integer(), launch: text, pid: fc.nat() },
  'clock.pong': { ping: fc.nat() },
  'PKPushRegistry.desiredPushTypes': { pushTypes: fc.array(text) },
  'pushRegistry.entered': { push: text, method: fc.constantFrom(...pushMethod.options) },
  'pushRegistry.returned': { push: text },
  'pushRegistry.completed': { push: text },
  'NotificationCenter.post': { notification: fc.constantFrom(...processNotification.options) },
  'CXProvider.init': {
    provider: text,
    framework: fc.constantFrom(...callFramework.options),
    maximumCallGroups: positive,
    maximumCallsPerCallGroup: positive,
  },
  'CXProvider.invalidate': { provider: text },
  'CXProvider.reportNewIncomingCall': { provider: text, request: text, uuid, update },
  'CXProvider.reportNewIncomingVoIPPushPayload': { request: text },
  'CXProvider.reportCallUpdated': { provider: text, uuid, update },
  'CXProvider.reportCallEnded': { provider: text, uuid, reason: fc.constantFrom(...callEndedReason.options) },
  'CXProvider.reportOutgoingCallStartedConnecting': { provider: text, uuid },
  'CXProvider.reportOutgoingCallConnected': { provider: text, uuid },
  'CXCallController.request': { request: text, actions: fc.array(action, { maxLength: 3 }) },
  'CXAction.fulfill': { action: text, translationEngine: fc.constantFrom(...translationEngine.options) },
  'CXAction.fail': { action: text },
  'provider.performing': { action: text },
  'provider.executed': { transaction: text },
  'provider.timedOutPerforming': { action: text },
  'provider.didActivate': {},
  'provider.didDeactivate': {},
  'AVAudioSession.setCategory': { category: text, mode: text, options: fc.array(text) },
  'AVAudioSession.setActive': { active: fc.boolean(), error: fc.integer() },
  'UIApplication.open': { request: text, url: fc.webUrl() },
  'TelephonyConversationManager.startCellularConversation': { request: text, handle: text },
  'AVAudioEngine.start': {},
  'AVAudioEngine.stop': {},
  'AVAudioInputNode.isVoiceProcessingInputMuted': { muted: fc.boolean() },
}

const phoneFields: Record<(typeof phoneMessage.options)[number]['shape']['type']['value'], Fields> = {
  'clock.ping': { ping: fc.nat() },
  welcome: {
    state,
    release: text,
    storefront: text,
    calls: fc.array(call, { maxLength: 3 }),
    audioInterrupted: fc.boolean(),
    protectedDataUnavailable: fc.boolean(),
  },
  'pushRegistry.didUpdate': { pushType: text, token: text },
  'pushRegistry.didInvalidate': { pushType: text },
  'pushRegistry.didReceiveIncomingPush': {
    push: text,
    pushType: text,
    payload: json,
    metadata: fc.record({ mustReport: fc.boolean() }),
  },
  'NEAppPushManager.didReceiveIncomingCall': { push: text, userInfo: json },
  'CXProvider.reportNewIncomingCall.completion': { request: text, error },
  'CXProvider.reportNewIncomingVoIPPushPayload.completion': { request: text, error },
  'CXCallController.request.completion': { request: text, error },
  'provider.didBegin': { provider: text },
  'provider.didReset': { provider: text },
  'provider.execute': {
    provider: text,
    transaction: text,
    actions: fc.array(
      fc.tuple(action, t).map(([each, timeoutMs]) => ({ ...each, timeoutMs })),
      { maxLength: 3 },
    ),
  },
  'provider.timedOutPerforming': { provider: text, action: text },
  'provider.didActivate': { provider: text },
  'provider.didDeactivate': { provider: text },
  'callObserver.callChanged': { call },
  'AVAudioSession.interruption': { began: fc.boolean() },
  'application.state': { state },
  'application.protectedData': { available: fc.boolean() },
  'application.openURL': { url: text },
  'TelephonyConversationManager.startCellularConversation.completion': { request: text, error },
  'UIApplication.open.completion': { request: text, opened: fc.boolean() },
}

test.each([
  ...appMessage.options.map((option) => ({
    type: option.shape.type.value,
    fields: appFields[option.shape.type.value],
    schema: appMessage,
  })),
  ...phoneMessage.options.map((option) => ({
    type: option.shape.type.value,
    fields: phoneFields[option.shape.type.value],
    schema: phoneMessage,
  })),
])('$type is the same on the other side', ({ type, fields, schema }) => {
  fc.assert(
    fc.property(fc.record({ type: fc.constant(type), t, ...fields }), (message) => {
      expect(schema.parse(JSON.parse(JSON.stringify(message)))).toEqual(message)
    }),
    { numRuns: 20 },
  )
})

test.each([
  { what: 'no time', message: { type: 'AVAudioEngine.start' } },
  {
    what: 'a lower-case call UUID',
    message: {
      type: 'CXProvider.reportOutgoingCallConnected',
      t: 1,
      provider: 'p',
      uuid: 'aaaaaaaa-1111-4111-8111-111111111111',
    },
  },
  {
    what: 'no call groups',
    message: { type: 'CXProvider.init', t: 1, provider: 'p', maximumCallGroups: 0, maximumCallsPerCallGroup: 1 },
  },
  { what: 'an unknown type', message: { type: 'CXProvider.reportNothing', t: 1 } },
])('a message with $what is none', ({ message }) => {
  expect(appMessage.safeParse(message).success).toBe(false)
})
