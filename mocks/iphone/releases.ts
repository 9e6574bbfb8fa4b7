/** Where a number comes from; see the evidence tiers in ARCHITECTURE.md. */
export type Evidence = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'A+B' | 'A+D' | 'B+D' | 'D+E'

export interface Figure {
  readonly value: number
  readonly evidence: Evidence
  readonly note: string
}

const figure = (value: number, evidence: Evidence, note: string): Figure => ({ value, evidence, note })

/** A behaviour that Apple does not document and nobody has shown on hardware: it can be chosen, and says so. */
export interface Switch {
  readonly value: boolean
  readonly evidence: Evidence
  /** What it decides, and why the default is what it is. */
  readonly note: string
}

const off = (evidence: Evidence, note: string): Switch => ({ value: false, evidence, note })
const on = (evidence: Evidence, note: string): Switch => ({ value: true, evidence, note })

const switches = {
  strictEnforcement: on(
    'D',
    'Reports are due within 7 s, and a push guarantees no longer to run: what callservicesd does to apps under strict enforcement. Off, both are 30 s, as for the others; which apps those are is not known.',
  ),
  timeoutEndsCall: on(
    'F',
    'An action other than answer, start and end that times out ends its call. Apple says only that the system may have ended the call by then.',
  ),
  holdsOtherCalls: on(
    'F',
    'When an app asks for a start, an answer or an unhold beside a call that is talking, the system holds that call first.',
  ),
  exemptsLatePushes: off(
    'E',
    'Since iOS 26.4 a push that comes late demands no report: `mustReport` is false. Apple does not document when it is; a note of a third party names late pushes, unverified on hardware. Off, because an app that reports them anyway is right in both cases.',
  ),
  activatesAudioAfterInterruption: off(
    'B',
    'When an app takes its call back after somebody else’s call in between has ended at the other end, the system activates the audio session. Apple’s answer in thread 749202 says that it does not.',
  ),
} satisfies Record<string, Switch>

/** The behaviours that can be chosen; {@link Release.switches} has their defaults. */
export type SwitchName = keyof typeof switches

/** What came with a release and is not there before it. */
const features = {
  /** Local Push Connectivity: `NEAppPushManager` (A). */
  localPushConnectivity: '14.0',
  /** `CXProvider.reportNewIncomingVoIPPushPayload(_:completion:)` in a notification service extension (A). */
  serviceExtensionHandOff: '14.5',
  /** `CXError.missingVoIPBackgroundMode` (A); before it such an app was `unentitled` (F). */
  missingVoIPBackgroundMode: '14.5',
  /** `filteredDuringRestrictedSharingMode` is in the SDK of Xcode 15 (A). */
  restrictedSharingMode: '17.0',
  /** The user can choose an app for calls, which has `telephony:` to fall back on (A). */
  defaultCallingApp: '18.2',
  /** `ConversationManager` and all else of LiveCommunicationKit (A). */
  liveCommunicationKit: '17.4',
  /** `TelephonyConversationManager` of LiveCommunicationKit (A). */
  telephonyConversations: '26.0',
  /** `CXSetTranslatingCallAction` (A). */
  callTranslation: '26.0',
  /** Dialogs that warn developers of missed reports (B). */
  developerAlerts: '26.0',
  /** `callIsProtected` is in the documentation of June 2025 (A). */
  protectedCalls: '26.0',
  /** `pushRegistry(_:didReceiveIncomingVoIPPushWith:metadata:withCompletionHandler:)` (A). */
  pushMetadata: '26.4',
  /** `filteredBySensitiveParticipants` is in later documentation of iOS 26 (A); that this means 26.4 is F. */
  sensitiveParticipants: '26.4',
} as const satisfies Record<string, string>

export type Feature = keyof typeof features

/** How the phone behaves where iOS releases may differ. All times in milliseconds. */
export interface Release {
  /** Such as `18.2`. */
  readonly version: string
  readonly figures: {
    /** After delivery, callservicesd kills an app that has reported nothing. */
    readonly reportWindow: Figure
    /** The same for apps that are not under strict enforcement. */
    readonly relaxedReportWindow: Figure
    /** A report less than this ago satisfies PushKit's check at delegate return. */
    readonly recentReport: Figure
    /** How long callservicesd waits for an app that it launches. */
    readonly launchWait: Figure
    /** A push that was so long on its way is late, where `exemptsLatePushes` asks. */
    readonly latePush: Figure
    /** Run time that a push guarantees to an app in the background. */
    readonly processAssertion: Figure
    /** Run time in the background after an app's last call has ended. */
    readonly runTimeAfterCall: Figure
    /** So many missed reports, and pushes launch the app no more. */
    readonly missedReports: Figure
    /** So long after the first of them, missed reports are forgotten. */
    readonly missedReportsForgotten: Figure
    readonly actionTimeout: Figure
    readonly answerTimeout: Figure
    readonly startTimeout: Figure
    /** The system gives up an unanswered ring. */
    readonly ringTimeout: Figure
    /** From a fulfilled answer or start to `provider(_:didActivate:)`. */
    readonly audioActivation: Figure
  }
  readonly switches: Readonly<Record<SwitchName, Switch>>
}

export const SPRINGBOARD = 'com.apple.springboard'
export const IN_CALL_SERVICE = 'com.apple.InCallService'

const figures: Release['figures'] = {
  reportWindow: figure(7000, 'B+D', 'DTS: about 7 s; a 7.000 s timer in callservicesd'),
  relaxedReportWindow: figure(30_000, 'D', 'callservicesd, processes not under strict enforcement'),
  recentReport: figure(7000, 'D', 'PKPushRegistry skips its check'),
  latePush: figure(30_000, 'F', 'half a ring; nobody has published what late means, unverified on hardware'),
  launchWait: figure(20_000, 'D', 'callservicesd'),
  processAssertion: figure(7000, 'D', 'callservicesd, processes under strict enforcement'),
  runTimeAfterCall: figure(7000, 'F', 'as after a push; unverified on hardware'),
  missedReports: figure(3, 'D+E', 'kill counter above 2; Apple says only "repeatedly"'),
  missedReportsForgotten: figure(
    172_800_000,
    'D',
    'a maintenance activity each day, with a day of grace; or uninstalling',
  ),
  actionTimeout: figure(5000, 'D', 'constant of CXAction'),
  answerTimeout: figure(60_000, 'D', 'constant of CXAnswerCallAction'),
  startTimeout: figure(600_000, 'D', 'constant of CXStartCallAction'),
  ringTimeout: figure(60_000, 'B', 'observed by a developer; DTS remembered 30 s'),
  audioActivation: figure(20, 'F', 'unverified on hardware; only the order matters to an app'),
}

/**
 * The figures are the same for all releases, because nobody has published any that differ: those of tier D were read
 * from binaries of one release, and that they hold for the others is unverified on hardware.
 */
const releases: readonly Release[] = [
  { version: '13.7', figures, switches },
  { version: '14.8', figures, switches },
  { version: '15.8', figures, switches },
  { version: '16.7', figures, switches },
  { version: '17.5', figures, switches },
  { version: '18.2', figures, switches },
  { version: '26.0', figures, switches },
  { version: '26.4', figures, switches },
]

export const DEFAULT_RELEASE = '18.2'
export const releaseVersions: readonly string[] = releases.map(({ version }) => version)

/** The release that a name means: `17` is the latest 17 that there is data for. */
export function releaseLike(name: string): string | undefined {
  return releaseVersions.findLast((version) => version === name || version.startsWith(`${name}.`))
}

/** @throws RangeError when there is no data for the release; the message lists those there are. */
export function releaseOf(version: string): Release {
  const release = releases.find((each) => each.version === version)
  if (!release) throw new RangeError(`no data for iOS ${version}; there is for ${releaseVersions.join(', ')}`)
  return release
}

/** The release that something came with, such as `17.4`. */
export const since = (feature: Feature): string => features[feature]

/** Whether a release knows something that came with a later one. */
export function has({ version }: Release, feature: Feature): boolean {
  return isAtLeast(version, features[feature])
}

export const isAtLeast = (version: string, other: string): boolean => numberOf(version) >= numberOf(other)

/** The release with some of its behaviours chosen otherwise. */
export function withSwitches(release: Release, chosen: Partial<Record<SwitchName, boolean>>): Release {
  if (Object.keys(chosen).length === 0) return release
  const entries = Object.entries(release.switches).map(([name, each]) => [
    name,
    { ...each, value: chosen[name as SwitchName] ?? each.value },
  ])
  return { ...release, switches: Object.fromEntries(entries) as Release['switches'] }
}

/** A phone asks what its release knows at every turn. */
const numbers = new Map<string, number>()

/** One number for both parts of a version. */
function numberOf(version: string): number {
  let number = numbers.get(version)
  if (number === undefined) {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    numbers.set(version, (number = major * 1000 + minor))
  }
  return number
}
