/** An in-call or call-waiting button: its accessibility identifier and its English label. */
export interface ControlName {
  readonly identifier: string
  readonly label: string
}

/**
 * The names of the buttons that no public dump of a screen shows; all unverified on hardware. Evidence tier E for
 * `end`, `mute` and `speaker`, whose label keys (`end.call`, `mute.button`, `audio.route`) stand in the InCallService
 * accessibility bundle, and for the track text of the slider; F for the rest, which follows Apple's user guide.
 */
export const CALL_CONTROLS = {
  add: { identifier: 'addCall', label: 'add call' },
  end: { identifier: 'endCall', label: 'End call' },
  endAndAccept: { identifier: 'endAndAccept', label: 'End & Accept' },
  hold: { identifier: 'hold', label: 'hold' },
  holdAndAccept: { identifier: 'holdAndAccept', label: 'Hold & Accept' },
  keypad: { identifier: 'keypad', label: 'keypad' },
  mute: { identifier: 'mute', label: 'mute' },
  slideToAnswer: { identifier: 'slideToAnswer', label: 'slide to answer' },
  speaker: { identifier: 'speaker', label: 'speaker' },
} as const satisfies Record<string, ControlName>

/** Names of the texts about a call, from a hierarchy dump of InCallService (evidence tier E). */
export const CALL_TEXTS = {
  caller: 'PHMarqueeView',
  status: 'PHSingleCallParticipantLabelView_StatusLabel',
} as const

/**
 * The share of its track that a finger has to pull the slider, so that letting go answers. Evidence tier F: unverified
 * on hardware; taps and short pulls spring back.
 */
export const SLIDE_THRESHOLD = 0.6

/** How long the screen says that a call has ended, in milliseconds. Evidence tier F: unverified on hardware. */
export const ENDED_NOTICE_MS = 1500
