import { CALL_TEXTS } from '../controls.ts'
import { element, type UIElement } from '../element.ts'
import type { Rect } from '../geometry.ts'
import type { Look, Tint } from '../look.ts'
import type { Glyph } from '../glyphs.ts'

type TextLook = Extract<Look, { kind: 'text' }>

export function text(rect: Rect, label: string, look: Partial<TextLook> = {}, identifier?: string): UIElement {
  return element('StaticText', rect, {
    label,
    ...(identifier !== undefined && { identifier }),
    look: { kind: 'text', size: 17, weight: 'regular', tone: 'primary', align: 'center', ...look },
  })
}

/** Who it is, and above the name what the call is doing. */
export function callHeader(caller: string, status: string): UIElement[] {
  return [
    text({ x: 20, y: 96, width: 353, height: 24 }, status, { tone: 'secondary' }, CALL_TEXTS.status),
    text({ x: 20, y: 124, width: 353, height: 44 }, caller, { size: 34, weight: 'bold' }, CALL_TEXTS.caller),
    avatar({ x: 136.5, y: 250, width: 120, height: 120 }),
  ]
}

/** The picture of a caller that the phone has none of. */
export function avatar(rect: Rect): UIElement {
  return element('Image', rect, { look: { kind: 'avatar' } })
}

export function backdrop(of: Extract<Look, { kind: 'backdrop' }>['of'], rect: Rect): UIElement {
  return element('Image', rect, { look: { kind: 'backdrop', of } })
}

interface RoundButton {
  readonly identifier: string
  readonly label: string
  readonly rect: Rect
  readonly tint: Tint
  readonly glyph: Glyph
  /** Whether the label stands below the button. */
  readonly captioned: boolean
  /** Absent when the virtual phone has nothing for the button to do; it is then disabled. */
  readonly tap?: () => void
}

export function roundButton({ tap, tint, glyph, captioned, rect, ...names }: RoundButton): UIElement {
  return element('Button', rect, {
    ...names,
    enabled: tap !== undefined,
    look: { kind: 'button', tint, glyph, captioned },
    ...(tap && { tap }),
  })
}

/** A button that stays pressed: lit and with the value `1` while it is on, as switches report themselves. */
export function toggle(on: boolean, button: Omit<RoundButton, 'captioned' | 'tint'>): UIElement {
  return {
    ...roundButton({ ...button, captioned: true, tint: on ? 'lit' : 'plain' }),
    value: on ? '1' : '0',
    selected: on,
  }
}
