import { PALETTES, type Appearance } from './appearance.ts'
import { center, type Rect } from './geometry.ts'
import type { Look } from './look.ts'
import { escapeXml } from './xml.ts'

/** Average advance of DejaVu Sans, as a share of the font size. */
const ADVANCE = { light: 0.6, regular: 0.6, bold: 0.7 } as const

/** What is written with the characters of East Asia takes a square for each. */
export const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** A text that does not fit is set smaller, down to this share of its size, and then cut; as UIKit’s labels do. */
const SMALLEST = 0.7

const WEIGHTS = { regular: '', bold: ' font-weight="700"', light: ' font-weight="200"' } as const

export type TextLook = Omit<Extract<Look, { kind: 'text' }>, 'kind'>

/** A text inside a rectangle, as an SVG element, on a ground of the given appearance. */
export function paintText(
  text: string,
  rect: Rect,
  { size, weight, tone, align }: TextLook,
  ground: Appearance = 'dark',
): string {
  const chars = [...text.toWellFormed()]
  const ems = (char: string) => (EAST_ASIAN.test(char) ? 1 : ADVANCE[weight])
  const length = chars.reduce((sum, char) => sum + ems(char), 0)
  const fitted = Math.max(size * SMALLEST, Math.min(size, rect.width / Math.max(1, length)))
  const room = rect.width / fitted
  const fitting = length <= room + Number.EPSILON ? text : `${cut(chars, room - ems('…'), ems)}…`
  const x = align === 'center' ? center(rect).x : rect.x
  const y = center(rect).y + fitted * 0.36
  return (
    `<text x="${x}" y="${y}" font-size="${Number(fitted.toFixed(2))}" fill="${PALETTES[ground].text[tone]}"${WEIGHTS[weight]}` +
    `${align === 'center' ? ' text-anchor="middle"' : ''}>${escapeXml(fitting)}</text>`
  )
}

/** As many characters from the beginning as there is room for. */
function cut(chars: readonly string[], room: number, ems: (char: string) => number): string {
  let used = 0
  const over = chars.findIndex((char) => (used += ems(char)) > room)
  return chars.slice(0, Math.max(0, over)).join('')
}
