import type { Glyph } from './glyphs.ts'

/** What a button is filled with. */
export type Tint = 'answer' | 'bare' | 'decline' | 'plain' | 'lit'

/** How an element is painted. Elements without a look are there for accessibility only. */
export type Look =
  | { readonly kind: 'backdrop'; readonly of: 'app' | 'call' | 'home' | 'lock' }
  | { readonly kind: 'card' }
  | { readonly kind: 'avatar' }
  | { readonly kind: 'button'; readonly tint: Tint; readonly glyph: Glyph; readonly caption?: string }
  /** A key of the keypad, with the letters below its digit. */
  | { readonly kind: 'key'; readonly digit: string; readonly letters: string }
  | { readonly kind: 'island' }
  | { readonly kind: 'pill' }
  | { readonly kind: 'icon'; readonly hue: number }
  | { readonly kind: 'slider'; readonly glyph: Glyph }
  | {
      readonly kind: 'text'
      /** In points. */
      readonly size: number
      readonly weight: 'bold' | 'light' | 'regular'
      readonly tone: 'primary' | 'secondary'
      readonly align: 'center' | 'start'
    }
