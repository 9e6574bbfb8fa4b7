import { element, type UIElement } from '../element.ts'
import type { Rect } from '../geometry.ts'
import type { Look } from '../look.ts'

type TextLook = Extract<Look, { kind: 'text' }>

export function text(rect: Rect, label: string, look: Partial<TextLook> = {}, identifier?: string): UIElement {
  return element('StaticText', rect, {
    label,
    ...(identifier !== undefined && { identifier }),
    look: { kind: 'text', size: 17, weight: 'regular', tone: 'primary', align: 'center', ...look },
  })
}

/** The picture of a caller that the phone has none of. */
export function avatar(rect: Rect): UIElement {
  return element('Image', rect, { look: { kind: 'avatar' } })
}

export function backdrop(of: Extract<Look, { kind: 'backdrop' }>['of'], rect: Rect): UIElement {
  return element('Image', rect, { look: { kind: 'backdrop', of } })
}
