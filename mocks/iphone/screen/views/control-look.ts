import type { Rect } from '../geometry.ts'
import type { Glyph } from '../glyphs.ts'
import type { Look, Tint } from '../look.ts'
import { digitOf, type Control, type Digit, type NamedControl } from '../profiles/control.ts'

/** A button narrower than this has no room for a caption below it. In points. */
const CAPTIONED_FROM = 60

/** How the round buttons look; the other controls have looks of their own, or none. */
const ROUND: Partial<Record<NamedControl, readonly [Tint, Glyph]>> = {
  add: ['plain', 'add'],
  answer: ['answer', 'answer'],
  decline: ['decline', 'end'],
  end: ['decline', 'end'],
  endAndAccept: ['answer', 'answer'],
  hold: ['plain', 'hold'],
  holdAndAccept: ['plain', 'swap'],
  keypad: ['plain', 'keypad'],
  merge: ['plain', 'merge'],
  message: ['bare', 'message'],
  mute: ['plain', 'mute'],
  remindMe: ['bare', 'remind'],
  speaker: ['plain', 'speaker'],
  swap: ['plain', 'swap'],
}

/** The letters on the keys of a telephone (ITU-T E.161). */
const LETTERS: Readonly<Partial<Record<Digit, string>>> = {
  '2': 'ABC',
  '3': 'DEF',
  '4': 'GHI',
  '5': 'JKL',
  '6': 'MNO',
  '7': 'PQRS',
  '8': 'TUV',
  '9': 'WXYZ',
  '0': '+',
}

const WORD: Look = { kind: 'text', size: 15, weight: 'bold', tone: 'primary', align: 'center' }

/** How a control is painted; undefined for one that lies over something painted already. */
export function controlLook(control: Control, rect: Rect, caption: string, on: boolean): Look | undefined {
  const digit = digitOf(control)
  if (digit !== undefined) return { kind: 'key', digit, letters: LETTERS[digit] ?? '' }
  if (control === 'slideToAnswer') return { kind: 'slider', glyph: 'answer' }
  if (control === 'private' || control === 'hideKeypad') return WORD
  const round = ROUND[control as NamedControl]
  if (!round) return undefined
  const [tint, glyph] = round
  const captioned = rect.width >= CAPTIONED_FROM && control !== 'end'
  return { kind: 'button', tint: on ? 'lit' : tint, glyph, ...(captioned && { caption }) }
}
