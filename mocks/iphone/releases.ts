/** Where a number comes from; see the evidence tiers in ARCHITECTURE.md. */
export type Evidence = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'A+B' | 'A+D' | 'B+D' | 'D+E'

export interface Figure {
  readonly value: number
  readonly evidence: Evidence
  readonly note: string
}

const figure = (value: number, evidence: Evidence, note: string): Figure => ({ value, evidence, note })

/** How the phone behaves where iOS releases may differ. All times in milliseconds. */
export interface Release {
  /** Such as `18.2`. */
  readonly version: string
  readonly figures: {
    /** After delivery, callservicesd kills an app that has reported nothing. */
    readonly reportWindow: Figure
    /** A report less than this ago satisfies PushKit's check at delegate return. */
    readonly recentReport: Figure
    /** How long callservicesd waits for an app that it launches. */
    readonly launchWait: Figure
    /** Run time that a push guarantees to an app in the background. */
    readonly processAssertion: Figure
    /** So many missed reports, and pushes launch the app no more. */
    readonly missedReports: Figure
    readonly actionTimeout: Figure
    readonly answerTimeout: Figure
    readonly startTimeout: Figure
    /** The system gives up an unanswered ring. */
    readonly ringTimeout: Figure
    /** From a fulfilled answer or start to `provider(_:didActivate:)`. */
    readonly audioActivation: Figure
  }
  /** Which process draws an incoming call, by presentation, and the names of its buttons. */
  readonly incoming: {
    readonly bannerOwner: string
    readonly fullScreenOwner: string
    readonly answer: string
    readonly decline: string
  }
}

export const SPRINGBOARD = 'com.apple.springboard'
export const IN_CALL_SERVICE = 'com.apple.InCallService'

const figures: Release['figures'] = {
  reportWindow: figure(7000, 'B+D', 'DTS: about 7 s; a 7.000 s timer in callservicesd'),
  recentReport: figure(7000, 'D', 'PKPushRegistry skips its check'),
  launchWait: figure(20_000, 'D', 'callservicesd'),
  processAssertion: figure(7000, 'D', 'callservicesd, processes under strict enforcement'),
  missedReports: figure(3, 'D+E', 'kill counter above 2; Apple says only "repeatedly"'),
  actionTimeout: figure(5000, 'D', 'constant of CXAction'),
  answerTimeout: figure(60_000, 'D', 'constant of CXAnswerCallAction'),
  startTimeout: figure(600_000, 'D', 'constant of CXStartCallAction'),
  ringTimeout: figure(60_000, 'B', 'observed by a developer; DTS remembered 30 s'),
  audioActivation: figure(20, 'F', 'unverified on hardware; only the order matters to an app'),
}

const byIdentifier = { answer: 'Accept', decline: 'Decline' }

const releases: readonly Release[] = [
  {
    version: '17.5',
    figures,
    incoming: { bannerOwner: SPRINGBOARD, fullScreenOwner: IN_CALL_SERVICE, ...byIdentifier },
  },
  {
    version: '18.2',
    figures,
    incoming: {
      bannerOwner: IN_CALL_SERVICE,
      fullScreenOwner: IN_CALL_SERVICE,
      answer: 'acceptCall',
      decline: 'rejectCall',
    },
  },
  {
    version: '26.0',
    figures,
    incoming: {
      bannerOwner: IN_CALL_SERVICE,
      fullScreenOwner: IN_CALL_SERVICE,
      answer: 'acceptCall',
      decline: 'rejectCall',
    },
  },
]

export const DEFAULT_RELEASE = '18.2'
export const releaseVersions: readonly string[] = releases.map(({ version }) => version)

/** @throws RangeError when there is no data for the release; the message lists those there are. */
export function releaseOf(version: string): Release {
  const release = releases.find((each) => each.version === version)
  if (!release) throw new RangeError(`no data for iOS ${version}; there is for ${releaseVersions.join(', ')}`)
  return release
}
