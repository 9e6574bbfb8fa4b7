import type { Evidence } from '../../releases.ts'
import type { LabelKey } from '../labels.ts'
import type { NamedControl } from './control.ts'
import type { ControlName } from './screen-profile.ts'

const button = (identifier: string, label: LabelKey, evidence: Evidence = 'F', caption = label): ControlName => ({
  identifier,
  label,
  evidence,
  caption,
  type: 'Button',
  traits: ['Button'],
})

/**
 * What no public dump of a screen shows: tier F, unverified on hardware, but for what stands in the accessibility bundle
 * of InCallService (`end.call`, `mute.button`, `audio.route`, the track text of the slider) or in a published UI test
 * (`systemApertureElementIdentifierCall`, `card:com.apple.InCallService`).
 */
const inCall = {
  add: button('addCall', 'add'),
  compactCall: {
    identifier: 'systemApertureElementIdentifierCall',
    evidence: 'E',
    label: 'compactCall',
    type: 'Other',
    traits: ['Button'],
  },
  end: button('endCall', 'end', 'E'),
  endAndAccept: button('endAndAccept', 'endAndAccept'),
  hideKeypad: button('hideKeypad', 'hideKeypad'),
  hold: button('hold', 'hold'),
  holdAndAccept: button('holdAndAccept', 'holdAndAccept'),
  keypad: button('keypad', 'keypad'),
  merge: button('mergeCalls', 'merge'),
  mute: button('mute', 'mute', 'E'),
  private: button('private', 'private'),
  returnToCall: {
    identifier: 'card:com.apple.InCallService',
    evidence: 'E',
    label: 'compactCall',
    type: 'Other',
    traits: ['Button'],
  },
  slideToAnswer: {
    identifier: 'slideToAnswer',
    evidence: 'F',
    label: 'slideToAnswer',
    type: 'Slider',
    traits: ['Adjustable'],
  },
  speaker: button('speaker', 'speaker', 'E'),
  swap: button('swap', 'swap'),
} as const satisfies Partial<Record<NamedControl, ControlName>>

type Names = Readonly<Record<NamedControl, ControlName>>

/** Until iOS 15 a call behind an app is a coloured part of the status bar, which SpringBoard draws. */
export const namesWithStatusBar: Names = {
  ...inCall,
  answer: button('Accept', 'answer', 'E', 'accept'),
  decline: button('Decline', 'decline', 'E'),
  compactCall: { ...inCall.compactCall, identifier: 'statusBarCall', evidence: 'F' },
}

export const namesWithIsland: Names = {
  ...inCall,
  answer: button('Accept', 'answer', 'E', 'accept'),
  decline: button('Decline', 'decline', 'E'),
}

/** iOS 18 renamed the two buttons of an incoming call. */
export const namesSince18: Names = {
  ...inCall,
  answer: button('acceptCall', 'answer', 'E', 'accept'),
  decline: button('rejectCall', 'decline', 'E'),
}

/** The accessibility bundle of iOS 26 says “accept” where it said “answer”. */
export const namesSince26: Names = { ...namesSince18, answer: button('acceptCall', 'accept', 'E') }
