import { CALL_CONTROLS } from '../../mocks/iphone/screen/controls.ts'
import { IN_CALL_SERVICE, SPRINGBOARD } from '../../mocks/iphone/releases.ts'

/** What a user can touch about a call. */
export type Control =
  | 'answer'
  | 'decline'
  | 'end'
  | 'endAndAccept'
  | 'hold'
  | 'holdAndAccept'
  | 'mute'
  | 'slideToAnswer'

/** How a control is known. Identifiers are tried first: labels are translated. */
export interface ControlNames {
  readonly identifiers: readonly string[]
  readonly labels: readonly string[]
}

/** Where to look for the call screen of an iOS release, and what for. */
export interface SelectorProfile {
  /** Such as `iOS 18`. */
  readonly family: string
  /** The first major release that the profile is for. */
  readonly since: number
  /** Bundle identifiers of the processes that may draw a call, in the order to look. */
  readonly owners: readonly string[]
  readonly controls: Readonly<Record<Control, ControlNames>>
}

const named = ({ identifier, label }: { identifier: string; label: string }): ControlNames => ({
  identifiers: [identifier],
  labels: [label],
})

// Unverified on hardware: no public dump shows the in-call and call-waiting buttons.
const inCall = {
  end: { identifiers: [CALL_CONTROLS.end.identifier], labels: ['End call', 'End', 'End Call'] },
  endAndAccept: named(CALL_CONTROLS.endAndAccept),
  hold: { identifiers: [CALL_CONTROLS.hold.identifier], labels: ['hold', 'Hold'] },
  holdAndAccept: named(CALL_CONTROLS.holdAndAccept),
  mute: { identifiers: [CALL_CONTROLS.mute.identifier], labels: ['mute', 'Mute'] },
  slideToAnswer: named(CALL_CONTROLS.slideToAnswer),
} as const satisfies Partial<Record<Control, ControlNames>>

const ANSWER_LABELS = ['Accept', 'Answer call', 'Answer']

/** Newest first. Evidence tier E: published UI tests and hierarchy dumps; each release names its own pair first. */
const selectorProfiles = [
  {
    family: 'iOS 18 and later',
    since: 18,
    owners: [IN_CALL_SERVICE, SPRINGBOARD],
    controls: {
      answer: { identifiers: ['acceptCall', 'Accept'], labels: ANSWER_LABELS },
      decline: { identifiers: ['rejectCall', 'Decline'], labels: ['Decline'] },
      ...inCall,
    },
  },
  {
    family: 'iOS 13 to 17',
    since: 13,
    owners: [SPRINGBOARD, IN_CALL_SERVICE],
    controls: {
      answer: { identifiers: ['Accept', 'acceptCall'], labels: ANSWER_LABELS },
      decline: { identifiers: ['Decline', 'rejectCall'], labels: ['Decline'] },
      ...inCall,
    },
  },
] as const satisfies readonly SelectorProfile[]

/**
 * The profile for an iOS release such as `18.2`.
 *
 * @throws RangeError for a release older than the oldest profile.
 */
export function selectorProfile(release: string): SelectorProfile {
  const major = Number.parseInt(release, 10)
  const profile = selectorProfiles.find(({ since }) => major >= since)
  if (!profile)
    throw new RangeError(
      `no selector profile for iOS ${release}; there are profiles for ${selectorProfiles.map(({ family }) => family).join(', ')}`,
    )
  return profile
}
