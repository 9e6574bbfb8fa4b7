/** The digits of a call's keypad, row by row. */
export const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

/** What a `CXPlayDTMFCallAction` of one key has in `digits`. */
export type Digit = (typeof DIGITS)[number]

/** What a user can touch about a call, other than the keys of its keypad. */
export type NamedControl =
  | 'add'
  | 'answer'
  /** The call in the Dynamic Island or the status bar, while something else is in front. */
  | 'compactCall'
  | 'decline'
  | 'end'
  | 'endAndAccept'
  | 'hideKeypad'
  | 'hold'
  | 'holdAndAccept'
  | 'keypad'
  | 'merge'
  /** Declines with a message. */
  | 'message'
  | 'mute'
  /** Takes one member out of a group. */
  | 'private'
  /** Declines with a reminder for later. */
  | 'remindMe'
  /** The opened Dynamic Island, apart from its buttons. */
  | 'returnToCall'
  | 'slideToAnswer'
  | 'speaker'
  | 'swap'

export type Control = NamedControl | `key ${Digit}`

const digits: ReadonlyMap<string, Digit> = new Map(DIGITS.map((digit) => [`key ${digit}`, digit]))

/** The digit of a key; undefined for every other control. */
export function digitOf(control: Control): Digit | undefined {
  return digits.get(control)
}
