import { z } from 'zod'

/** A call's UUID as the trace writes it: upper case, like Foundation's `uuidString`. */
export const callUUID = z.string().regex(/^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/)

/** `UIApplication.State` as far as a VoIP app tells them apart, and the two states without a running process. */
export const applicationState = z.enum(['foreground', 'background', 'suspended', 'terminated'])
export type ApplicationState = z.infer<typeof applicationState>

/** The subclasses of `CXAction` that the phone knows. */
export const actionType = z.enum([
  'CXAnswerCallAction',
  'CXEndCallAction',
  'CXPlayDTMFCallAction',
  'CXSetGroupCallAction',
  'CXSetHeldCallAction',
  'CXSetMutedCallAction',
  'CXSetTranslatingCallAction',
  'CXStartCallAction',
])
export type ActionType = z.infer<typeof actionType>

/** The cases of `CXTranslationEngine`: who translates a call, the system or the app. */
export const translationEngine = z.enum(['default', 'custom'])
export type TranslationEngine = z.infer<typeof translationEngine>

/** The cases of `CXCallEndedReason`. */
export const callEndedReason = z.enum(['failed', 'remoteEnded', 'unanswered', 'answeredElsewhere', 'declinedElsewhere'])
export type CallEndedReason = z.infer<typeof callEndedReason>

/** The framework that an app uses a provider of calls through. */
export const callFramework = z.enum(['CallKit', 'LiveCommunicationKit'])

/** What the list of recent calls says of one: of an incoming call that did not connect, or of an outgoing one, why not. */
export const recentOutcome = z.enum([
  'connected',
  'missed',
  'declined',
  'answeredElsewhere',
  'declinedElsewhere',
  'notAnswered',
  'failed',
])
export type RecentOutcome = z.infer<typeof recentOutcome>

/** An `NSError` as CallKit hands it to an app. */
export const callKitError = z.object({
  /** Such as `com.apple.CallKit.error.incomingcall`. */
  domain: z.string(),
  code: z.int(),
  /** The case's name in Swift, such as `callUUIDAlreadyExists`. */
  caseName: z.string(),
})
export type CallKitError = z.infer<typeof callKitError>

/**
 * The delegates' methods for incoming pushes: `pushRegistry(_:didReceiveIncomingPushWith:for:completion:)`, since iOS
 * 26.4 `pushRegistry(_:didReceiveIncomingVoIPPushWith:metadata:withCompletionHandler:)`, and over Local Push Connectivity
 * `appPushManager(_:didReceiveIncomingCallWithUserInfo:)`.
 */
export const pushMethod = z.enum(['didReceiveIncomingPush', 'didReceiveIncomingVoIPPush', 'didReceiveIncomingCall'])

/** Why the system demands no report for a push. */
export const exemption = z.enum(['foreground', 'activeCall', 'outstandingPush', 'latePush', 'pushToTalk'])
export type Exemption = z.infer<typeof exemption>

/**
 * Notifications within an app's process that say something of its calls: PushKit's private one, which CallKit posts with a
 * report, and React Native's, which says that the app's JavaScript runs.
 */
export const processNotification = z.enum([
  'PKPushIncomingCallReportedNotification',
  'RCTJavaScriptDidLoadNotification',
])

/** A `CXHandle`. */
export const handle = z.object({ type: z.enum(['generic', 'phoneNumber', 'emailAddress']), value: z.string() })

/** The fields of a `CXCallUpdate` that the app has set. */
export const callUpdate = z.object({
  remoteHandle: handle.optional(),
  localizedCallerName: z.string().optional(),
  hasVideo: z.boolean().optional(),
  supportsHolding: z.boolean().optional(),
  supportsGrouping: z.boolean().optional(),
  supportsUngrouping: z.boolean().optional(),
  supportsDTMF: z.boolean().optional(),
})
export type CallUpdate = z.infer<typeof callUpdate>

const handles = z.array(z.string())

/** What the user, or whoever manages the phone, has set on it. */
export const phoneSettings = z.object({
  /** A Focus silences incoming calls: they are refused with `filteredByDoNotDisturb`. */
  doNotDisturb: z.boolean(),
  /** Handles whose calls are refused with `filteredByBlockList`. */
  blockedHandles: handles,
  /** Refuses calls with `filteredDuringRestrictedSharingMode`, since iOS 17. */
  restrictedSharingMode: z.boolean(),
  /** Handles whose calls are refused with `callIsProtected`, since iOS 26. */
  protectedHandles: handles,
  /** Handles whose calls are refused with `filteredBySensitiveParticipants`, since iOS 26.4. */
  sensitiveHandles: handles,
  /** Bundle identifier of the app that the user has chosen for calls, since iOS 18.2; null for the Phone app. */
  defaultCallingApp: z.string().nullable(),
  /** The country of the App Store account, ISO 3166-1 alpha-3; in `CHN` apps may not use CallKit. */
  storefront: z.string().length(3),
})
export type PhoneSettings = Readonly<z.infer<typeof phoneSettings>>

/** How an incoming call is shown: `banner` over whatever is in front, `fullScreen`, or on the lock screen. */
export const presentation = z.enum(['banner', 'fullScreen', 'lockScreen', 'inCall'])
export type Presentation = z.infer<typeof presentation>
