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
 * No public dump shows the buttons of a call in progress: their identifiers are tier F, unverified on hardware. The two
 * of the Dynamic Island stand in a published UI test.
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
  end: button('endCall', 'end'),
  endAndAccept: button('endAndAccept', 'endAndAccept'),
  hideKeypad: button('hideKeypad', 'hideKeypad'),
  hold: button('hold', 'hold'),
  holdAndAccept: button('holdAndAccept', 'holdAndAccept'),
  keypad: button('keypad', 'keypad'),
  merge: button('mergeCalls', 'merge'),
  message: button('Message', 'message', 'E'),
  mute: button('mute', 'mute'),
  private: button('private', 'private'),
  remindMe: button('Remind Me', 'remindMe', 'E'),
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
  speaker: button('speaker', 'speaker'),
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

/**
 * The accessibility bundle of iOS 26 says “accept” where it said “answer”. A UI test of 2026 still looks for “Answer
 * call”: which of the two a phone says is unverified on hardware.
 */
export const namesSince26: Names = { ...namesSince18, answer: button('acceptCall', 'accept', 'E') }
