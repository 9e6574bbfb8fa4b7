import { z } from 'zod'
import { quickCheckOf } from '../../events/quick-check.ts'
import {
  actionType,
  applicationState,
  callEndedReason,
  callFramework,
  callKitError,
  callUpdate,
  callUUID,
  processNotification,
  pushMethod,
  translationEngine,
} from '../events.ts'

/** The sender's monotonic clock, in milliseconds. */
const t = z.number()
const uuid = callUUID
const id = z.string()
const handle = callUpdate.shape.remoteHandle.unwrap()

/** A `CXAction` on the wire: what it is, which call it means, and the fields of its subclass. */
export const actionMessage = z.object({
  action: id,
  type: actionType,
  uuid,
  handle: handle.optional(),
  onHold: z.boolean().optional(),
  muted: z.boolean().optional(),
  digits: z.string().optional(),
  callUUIDToGroupWith: uuid.nullable().optional(),
  translating: z.boolean().optional(),
  /** BCP 47 language tags, such as `de-DE`. */
  localLanguage: z.string().optional(),
  remoteLanguage: z.string().optional(),
})
export type ActionMessage = z.infer<typeof actionMessage>

/** A `CXCall` on the wire. */
export const callMessage = z.object({
  uuid,
  outgoing: z.boolean(),
  hasConnected: z.boolean(),
  isOnHold: z.boolean(),
  hasEnded: z.boolean(),
})
export type CallMessage = z.infer<typeof callMessage>

/**
 * What an app tells the phone. The messages mirror Apple's calls one to one; that a delegate method has returned is a
 * message of its own, because PushKit looks at what has been reported at exactly that moment.
 */
export const appMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), t, version: z.int(), launch: id, pid: z.int() }),
  z.object({ type: z.literal('clock.pong'), t, ping: z.int() }),
  z.object({ type: z.literal('PKPushRegistry.desiredPushTypes'), t, pushTypes: z.array(z.string()) }),
  z.object({ type: z.literal('pushRegistry.entered'), t, push: id, method: pushMethod.optional() }),
  z.object({ type: z.literal('pushRegistry.returned'), t, push: id }),
  z.object({ type: z.literal('pushRegistry.completed'), t, push: id }),
  z.object({ type: z.literal('NotificationCenter.post'), t, notification: processNotification }),
  z.object({
    type: z.literal('CXProvider.init'),
    t,
    provider: id,
    /** CallKit unless named. */
    framework: callFramework.optional(),
    maximumCallGroups: z.int().positive(),
    maximumCallsPerCallGroup: z.int().positive(),
    supportsAudioTranslation: z.boolean().optional(),
    /** True unless said otherwise. */
    includesCallsInRecents: z.boolean().optional(),
  }),
  z.object({ type: z.literal('CXProvider.invalidate'), t, provider: id }),
  z.object({
    type: z.literal('CXProvider.reportNewIncomingCall'),
    t,
    provider: id,
    request: id,
    uuid,
    update: callUpdate,
  }),
  /** Meant for a notification service extension; an app is told so. */
  z.object({ type: z.literal('CXProvider.reportNewIncomingVoIPPushPayload'), t, request: id }),
  z.object({ type: z.literal('CXProvider.reportCallUpdated'), t, provider: id, uuid, update: callUpdate }),
  z.object({ type: z.literal('CXProvider.reportCallEnded'), t, provider: id, uuid, reason: callEndedReason }),
  z.object({ type: z.literal('CXProvider.reportOutgoingCallStartedConnecting'), t, provider: id, uuid }),
  z.object({ type: z.literal('CXProvider.reportOutgoingCallConnected'), t, provider: id, uuid }),
  z.object({ type: z.literal('CXCallController.request'), t, request: id, actions: z.array(actionMessage) }),
  z.object({ type: z.literal('provider.performing'), t, action: id }),
  z.object({ type: z.literal('provider.executed'), t, transaction: id }),
  z.object({ type: z.literal('provider.timedOutPerforming'), t, action: id }),
  z.object({ type: z.literal('provider.didActivate'), t }),
  z.object({ type: z.literal('provider.didDeactivate'), t }),
  z.object({ type: z.literal('CXAction.fulfill'), t, action: id, translationEngine: translationEngine.optional() }),
  z.object({ type: z.literal('CXAction.fail'), t, action: id }),
  z.object({
    type: z.literal('AVAudioSession.setCategory'),
    t,
    category: z.string(),
    mode: z.string(),
    options: z.array(z.string()),
  }),
  /** `error` is the `OSStatus` with which it failed. */
  z.object({ type: z.literal('AVAudioSession.setActive'), t, active: z.boolean(), error: z.int().optional() }),
  z.object({ type: z.literal('UIApplication.open'), t, request: id, url: z.url() }),
  z.object({
    type: z.literal('TelephonyConversationManager.startCellularConversation'),
    t,
    request: id,
    handle: z.string(),
  }),
  z.object({ type: z.literal('AVAudioEngine.start'), t }),
  z.object({ type: z.literal('AVAudioEngine.stop'), t }),
  z.object({ type: z.literal('AVAudioInputNode.isVoiceProcessingInputMuted'), t, muted: z.boolean() }),
])
export type AppMessage = z.infer<typeof appMessage>

const isExactAppMessage = quickCheckOf(appMessage)

/** Checks what an app has said. Fields that a newer app has added are dropped. */
export function parseAppMessage(raw: unknown): z.ZodSafeParseResult<AppMessage> {
  return isExactAppMessage(raw) ? { success: true, data: raw as AppMessage } : appMessage.safeParse(raw)
}

/** What the phone tells an app. */
export const phoneMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('clock.ping'), t, ping: z.int() }),
  /** The clocks are aligned; the app may start. `calls` is what `CXCallObserver` knows from the first moment. */
  z.object({
    type: z.literal('welcome'),
    t,
    state: applicationState,
    /** iOS release, such as `18.2`. */
    release: z.string(),
    /** ISO 3166-1 alpha-3, such as `USA`. */
    storefront: z.string(),
    calls: z.array(callMessage),
    audioInterrupted: z.boolean().optional(),
    protectedDataUnavailable: z.boolean().optional(),
  }),
  z.object({ type: z.literal('pushRegistry.didUpdate'), t, pushType: z.string(), token: z.string() }),
  z.object({ type: z.literal('pushRegistry.didInvalidate'), t, pushType: z.string() }),
  z.object({
    type: z.literal('pushRegistry.didReceiveIncomingPush'),
    t,
    push: id,
    pushType: z.string(),
    payload: z.unknown(),
    /** `PKVoIPPushMetadata`, since iOS 26.4. */
    metadata: z.object({ mustReport: z.boolean() }).optional(),
  }),
  /** `appPushManager(_:didReceiveIncomingCallWithUserInfo:)`. */
  z.object({ type: z.literal('NEAppPushManager.didReceiveIncomingCall'), t, push: id, userInfo: z.unknown() }),
  z.object({
    type: z.literal('CXProvider.reportNewIncomingCall.completion'),
    t,
    request: id,
    error: callKitError.optional(),
  }),
  z.object({
    type: z.literal('CXProvider.reportNewIncomingVoIPPushPayload.completion'),
    t,
    request: id,
    error: callKitError,
  }),
  z.object({ type: z.literal('CXCallController.request.completion'), t, request: id, error: callKitError.optional() }),
  /** callservicesd knows the provider: it may report and be asked. */
  z.object({ type: z.literal('provider.didBegin'), t, provider: id }),
  z.object({ type: z.literal('provider.didReset'), t, provider: id }),
  z.object({
    type: z.literal('provider.execute'),
    t,
    provider: id,
    transaction: id,
    actions: z.array(actionMessage.extend({ timeoutMs: z.number() })),
  }),
  z.object({ type: z.literal('provider.timedOutPerforming'), t, provider: id, action: id }),
  z.object({ type: z.literal('provider.didActivate'), t, provider: id }),
  z.object({ type: z.literal('provider.didDeactivate'), t, provider: id }),
  z.object({ type: z.literal('callObserver.callChanged'), t, call: callMessage }),
  /** Somebody else's call has taken the audio, or has given it back. */
  z.object({ type: z.literal('AVAudioSession.interruption'), t, began: z.boolean() }),
  z.object({ type: z.literal('application.state'), t, state: applicationState }),
  /** The user has unlocked the phone, or locked it: `UIApplication.isProtectedDataAvailable`. */
  z.object({ type: z.literal('application.protectedData'), t, available: z.boolean() }),
  z.object({ type: z.literal('application.openURL'), t, url: z.string() }),
  z.object({
    type: z.literal('TelephonyConversationManager.startCellularConversation.completion'),
    t,
    request: id,
    error: callKitError.optional(),
  }),
  z.object({ type: z.literal('UIApplication.open.completion'), t, request: id, opened: z.boolean() }),
])
export type PhoneMessage = z.infer<typeof phoneMessage>

/** A message without its time, which the sending end fills in. */
export type Untimed<M> = M extends { t: number } ? Omit<M, 't'> : never
