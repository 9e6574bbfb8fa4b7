import { z } from 'zod'
import { vocabulary, type EventOf } from '../events/vocabulary.ts'
import {
  actionType,
  applicationState,
  callEndedReason,
  callFramework,
  callKitError,
  callUpdate,
  callUUID,
  exemption,
  handle,
  phoneSettings,
  presentation,
  processNotification,
  pushMethod,
  recentOutcome,
  translationEngine,
} from './terms.ts'

export * from './terms.ts'

/** The `apns-id` of the push that an event belongs to. */
const push = z.string()
const bundleId = z.string()
const uuid = callUUID

/** What the system itself does. */
export const systemEvents = vocabulary('phone', {
  'sys.boot': z.object({ release: z.string(), model: z.string() }),
  'sys.lock': z.object({}),
  /** `first` is the first unlock since the device was started. */
  'sys.unlock': z.object({ first: z.literal(true).optional() }),
  /** The device has been started again: no app runs, and what was unlocked is not. */
  'sys.reboot': z.object({}),
  'sys.airplaneMode': z.object({ on: z.boolean() }),
  /** The user, or whoever manages the phone, has set something: what is named. */
  'sys.settings': phoneSettings.partial(),
  /** A call over the mobile network has changed. It belongs to no app, and every `CXCallObserver` sees it. */
  'sys.call': z.object({
    uuid,
    outgoing: z.boolean(),
    hasConnected: z.boolean(),
    isOnHold: z.boolean(),
    hasEnded: z.boolean(),
  }),
  /** callservicesd hands a VoIP push to the app. `mustReport` is decided here, once. */
  'sys.deliver': z.object({
    push,
    bundleId,
    state: applicationState,
    mustReport: z.boolean(),
    exemption: exemption.optional(),
    /** It came over Local Push Connectivity. */
    local: z.literal(true).optional(),
    payload: z.unknown(),
    bytes: z.int(),
  }),
  /** The app was not running or would not be launched: the push is lost to it. */
  'sys.undeliverable': z.object({ push, bundleId, reason: z.string() }),
  /** The app is not launched for pushes any more: it has missed too many reports. */
  'sys.blocked': z.object({ push, bundleId, missedReports: z.int() }),
  /** iOS shows the developer a dialog, and nobody else: a report was missed, or pushes are delivered no more. */
  'sys.developerAlert': z.object({ bundleId, about: z.enum(['missedReport', 'deliveryStopped']) }),
  'sys.kill': z.object({ bundleId, code: z.string(), reason: z.string(), push: push.optional() }),
  'app.launch': z.object({
    bundleId,
    pid: z.int(),
    reason: z.enum(['push', 'url', 'user']),
    state: applicationState,
  }),
  'app.state': z.object({ bundleId, state: applicationState }),
  'app.openURL': z.object({ bundleId, url: z.string() }),
  'app.terminate': z.object({
    bundleId,
    by: z.enum(['app', 'system', 'user']),
    /** The termination or exit code, as a crash report shows it. */
    code: z.string(),
    reason: z.string(),
  }),
  /** A line that the app wrote to its standard output or error. */
  'app.log': z.object({ bundleId, stream: z.enum(['stdout', 'stderr']), line: z.string() }),
  /** The app has spoken the handshake; its clock is aligned to within `uncertainty` milliseconds. */
  'link.open': z.object({ bundleId, pid: z.int(), uncertainty: z.number() }),
  /** Something came over the link that is no message. The rest of the connection is still read. */
  'link.garbage': z.object({ bundleId, excerpt: z.string(), reason: z.string() }),
  'link.close': z.object({ bundleId, reason: z.string() }),
  'cx.report.result': z.object({ uuid, error: callKitError.optional() }),
  'tx.result': z.object({ transaction: z.string(), error: callKitError.optional() }),
  /**
   * The action is committed and handed to the app's `CXProviderDelegate`. The event's time is the commit date;
   * `timeoutMs` later is the action's `timeoutDate`.
   */
  perform: z.object({
    action: z.string(),
    type: actionType,
    uuid,
    transaction: z.string(),
    timeoutMs: z.number(),
    /** The provider that has to perform it. */
    provider: z.string().optional(),
    /** Who asked for it: a finger on the call screen, the app through CXCallController, or the system by itself. */
    by: z.enum(['app', 'system', 'user']),
    onHold: z.boolean().optional(),
    muted: z.boolean().optional(),
    digits: z.string().optional(),
    handle: handle.optional(),
    callUUIDToGroupWith: uuid.nullable().optional(),
    translating: z.boolean().optional(),
    localLanguage: z.string().optional(),
    remoteLanguage: z.string().optional(),
  }),
  /** `provider(_:timedOutPerforming:)`. */
  timeout: z.object({ action: z.string(), type: actionType, uuid }),
  /** `providerDidReset(_:)`. */
  'cx.reset': z.object({}),
  /** A call in the phone's registry changed: what `CXCallObserverDelegate` is told. */
  'cx.callChanged': z.object({
    uuid,
    outgoing: z.boolean(),
    hasConnected: z.boolean(),
    isOnHold: z.boolean(),
    hasEnded: z.boolean(),
    /** Which calls are one conference: the same name for all of them. */
    group: z.string().optional(),
    /** What ended the call, once it has ended. */
    endedBy: z
      .enum([
        'actionTimeout',
        'answerTimeout',
        'app',
        'appDied',
        'failed',
        'invalidated',
        'reset',
        'ringTimeout',
        'startTimeout',
        'user',
      ])
      .optional(),
    /** What the app has given as the reason, where it has ended the call. */
    reason: callEndedReason.optional(),
  }),
  /** The system has put an ended call on the list of recent calls. */
  'sys.recorded': z.object({ uuid, bundleId, outgoing: z.boolean(), outcome: recentOutcome }),
  /** A notification service extension has handed a payload on to its app, or was refused, as the app itself would be. */
  'nse.handoff': z.object({ push, bundleId, error: callKitError.optional() }),
  /** An app with the entitlement for unrestricted push-to-talk gets a push. Whether it is exempt depends on its SDK. */
  'sys.pushToTalk': z.object({ push, bundleId }),
  'pk.token': z.object({ bundleId, token: z.string() }),
  'pk.tokenInvalidated': z.object({ bundleId }),
  'ui.shown': z.object({ uuid, presentation, owner: z.string() }),
  'ui.dismissed': z.object({ uuid }),
})

/** What the app does, as the phone is told over the link. */
export const appEvents = vocabulary('app', {
  'pk.registry': z.object({ desiredPushTypes: z.array(z.string()) }),
  /** The delegate's method for incoming pushes is entered. */
  'pk.enter': z.object({ push, method: pushMethod.optional() }),
  /** … and has returned to PushKit, whatever it left running. */
  'pk.return': z.object({ push }),
  'pk.completion': z.object({ push }),
  /** `NotificationCenter.post(name:object:)` by the app's own code. */
  'nc.post': z.object({ notification: processNotification }),
  'cx.provider.init': z.object({
    provider: z.string(),
    /** CallKit unless named; a `ConversationManager` is LiveCommunicationKit's. */
    framework: callFramework.optional(),
    maximumCallGroups: z.int(),
    maximumCallsPerCallGroup: z.int(),
  }),
  'cx.invalidate': z.object({ provider: z.string() }),
  /** `reportNewIncomingCall(with:update:completion:)`, or `reportNewIncomingConversation(uuid:update:)`. */
  'cx.report.call': z.object({ uuid, update: callUpdate, provider: z.string().optional() }),
  'cx.updated': z.object({ uuid, update: callUpdate }),
  /** `reportCall(with:endedAt:reason:)`. `known` says whether the phone had such a call. */
  'cx.ended': z.object({ uuid, reason: callEndedReason, known: z.boolean() }),
  'cx.outgoing.connecting': z.object({ uuid }),
  'cx.outgoing.connected': z.object({ uuid }),
  /** `CXCallController.request(_:completion:)`. */
  'tx.request': z.object({
    transaction: z.string(),
    actions: z.array(z.object({ action: z.string(), type: actionType, uuid, handle: handle.optional() })),
  }),
  /** The delegate's queue has come to an action, alone or with the others of its transaction. */
  performing: z.object({ action: z.string() }),
  /** `provider(_:execute:)` has returned true: the delegate completes every action of the transaction itself. */
  'tx.taken': z.object({ transaction: z.string() }),
  /** `provider(_:timedOutPerforming:)` is entered: from now on the app knows. */
  timedOutPerforming: z.object({ action: z.string() }),
  /** `provider(_:didActivate:)` is entered. */
  didActivate: z.object({}),
  /** `provider(_:didDeactivate:)` is entered. */
  didDeactivate: z.object({}),
  fulfill: z.object({
    action: z.string(),
    type: actionType,
    uuid,
    translationEngine: translationEngine.optional(),
  }),
  fail: z.object({ action: z.string(), type: actionType, uuid }),
  /** `UIApplication.open(_:)`: the app asks the system to open something. */
  'app.open': z.object({ bundleId, url: z.string() }),
  'av.setCategory': z.object({ category: z.string(), mode: z.string(), options: z.array(z.string()) }),
  /** `error` is the `OSStatus` with which it failed, such as 561017449, insufficient priority. */
  'av.setActive': z.object({ active: z.boolean(), error: z.int().optional() }),
  /** Sound is really taken from the microphone and played: `AVAudioEngine.start()`. */
  'audio.io.start': z.object({}),
  'audio.io.stop': z.object({}),
  /** Whether what the microphone takes is thrown away: `AVAudioInputNode.isVoiceProcessingInputMuted`. */
  'audio.input.mute': z.object({ muted: z.boolean() }),
})

/** What a finger does. */
export const touchEvents = vocabulary('user', {
  'ui.tap': z.object({ control: z.string(), uuid: uuid.optional() }),
})

export type PhoneEvent = EventOf<typeof systemEvents> | EventOf<typeof appEvents> | EventOf<typeof touchEvents>
