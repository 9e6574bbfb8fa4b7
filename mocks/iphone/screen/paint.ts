import { PALETTES, type Appearance } from './appearance.ts'
import { CLOCK_FACE } from './clock-face.ts'
import type { UIElement } from './element.ts'
import { center, type Rect } from './geometry.ts'
import { GLYPHS, type Glyph } from './glyphs.ts'
import type { Look, Tint } from './look.ts'
import { paintText } from './paint-text.ts'

/** A colour or gradient, and how much of it covers what lies beneath. */
interface Fill {
  readonly fill: string
  readonly opacity?: number
}

const GLASSY: Fill = { fill: '#fff', opacity: 0.18 }

const TINTS: Readonly<Record<Tint, Fill & { readonly color: string }>> = {
  answer: { fill: '#30d158', color: '#fff' },
  bare: { fill: 'none', color: '#fff' },
  decline: { fill: '#ff453a', color: '#fff' },
  plain: { ...GLASSY, color: '#fff' },
  lit: { fill: '#fff', color: '#1c1c1e' },
}

/** How the phone is set, and what an element lies on: a call’s screen and wallpapers are dark in either appearance. */
export interface Surroundings {
  readonly appearance: Appearance
  readonly ground: Appearance
}

/** Gradients that {@link paint} refers to, under names that several pictures in one page can share. */
export function paintDefinitions(appearance: Appearance): string {
  return [
    '<defs>',
    ...Object.entries(PALETTES[appearance].backdrops).map(([of, stops]) => gradient(`${of}-${appearance}`, stops)),
    gradient('avatar', ['#a7b0c4', '#8d97ae', '#767f96']),
    gradient('icon', ['#ffffff', '#ffffff', '#000000']),
    '</defs>',
  ].join('')
}

/** An element without its children, as an SVG fragment; empty when there is nothing to see. */
export function paint(element: UIElement, { appearance, ground }: Surroundings): string {
  const { look, rect } = element
  if (!look || !element.visible) return ''
  switch (look.kind) {
    case 'backdrop':
      return box(rect, 0, { fill: `url(#${look.of}-${appearance})` })
    case 'card':
      return box(rect, 42, { fill: PALETTES[ground].card })
    case 'avatar':
      return avatar(rect)
    case 'button':
      return button(element, look)
    case 'key':
      return key(rect, look)
    case 'island':
      return box(rect, Math.min(42, rect.height / 2), { fill: '#000' })
    case 'pill':
      return box(rect, rect.height / 2, { fill: '#30d158' })
    case 'icon':
      return icon(element, look.hue)
    case 'slider':
      return slider(element, look.glyph)
    case 'text':
      return paintText(element.label ?? '', rect, look, ground)
  }
}

const CUTOUTS = {
  island: '<rect x="134" y="11" width="125" height="37" rx="18.5" fill="#000"/>',
  notch: '<path d="M104 0h185c-6 0-9 4-9 9v3a20 20 0 0 1-20 20H133a20 20 0 0 1-20-20V9c0-5-3-9-9-9Z" fill="#000"/>',
} as const

/** Clock, what the camera takes away, signal and battery; and the bar that a finger drags to go home. */
export function systemBars(cutout: keyof typeof CUTOUTS, ground: Appearance): string {
  const color = PALETTES[ground].text.primary
  return [
    `<text x="66" y="36" text-anchor="middle" font-size="16" font-weight="700" fill="${color}">${CLOCK_FACE}</text>`,
    CUTOUTS[cutout],
    ...[6, 8.5, 11, 13.5].map(
      (height, index) =>
        `<rect x="${300 + index * 5.5}" y="${37 - height}" width="3.6" height="${height}" rx="1" fill="${color}"/>`,
    ),
    `<rect x="330.5" y="24.5" width="25" height="12" rx="3.8" fill="none" stroke="${color}" stroke-opacity="0.5"/>`,
    `<rect x="332.5" y="26.5" width="21" height="8" rx="2.2" fill="${color}"/>`,
    `<rect x="357" y="28.5" width="2" height="4" rx="1" fill="${color}" fill-opacity="0.5"/>`,
    `<rect x="127" y="839" width="139" height="5" rx="2.5" fill="${color}" fill-opacity="0.9"/>`,
  ].join('')
}

function button({ rect, enabled }: UIElement, look: Extract<Look, { kind: 'button' }>): string {
  const tint = TINTS[look.tint]
  const below = { x: rect.x - 20, y: rect.y + rect.height + 4, width: rect.width + 40, height: 20 }
  return [
    `<g opacity="${enabled ? 1 : 0.4}">`,
    box(rect, rect.width / 2, tint),
    glyph(look.glyph, rect, 0.5, tint.color),
    look.caption === undefined
      ? ''
      : paintText(look.caption, below, { size: 12.5, weight: 'regular', tone: 'primary', align: 'center' }),
    '</g>',
  ].join('')
}

function slider({ rect, label: caption }: UIElement, sign: Glyph): string {
  const knob = { x: rect.x + 5, y: rect.y + 5, width: rect.height - 10, height: rect.height - 10 }
  const rest = { ...rect, x: knob.x + knob.width + 8, width: rect.width - knob.width - 30 }
  return [
    box(rect, rect.height / 2, GLASSY),
    paintText(caption ?? '', rest, { size: 19, weight: 'regular', tone: 'secondary', align: 'center' }),
    // A page moves the knob along with the finger, until the phone draws what has come of it.
    `<g class="knob" data-travel="${rect.width - rect.height}">`,
    box(knob, knob.width / 2, { fill: '#fff' }),
    glyph(sign, knob, 0.5, '#30d158'),
    '</g>',
  ].join('')
}

function key(rect: Rect, { digit, letters }: Extract<Look, { kind: 'key' }>): string {
  const number = { ...rect, height: letters ? rect.height - 18 : rect.height }
  const below = { ...rect, y: rect.y + rect.height - 30, height: 16 }
  return [
    box(rect, rect.width / 2, GLASSY),
    paintText(digit, number, { size: 34, weight: 'regular', tone: 'primary', align: 'center' }),
    paintText(letters, below, { size: 10, weight: 'bold', tone: 'primary', align: 'center' }),
  ].join('')
}

function icon({ rect, label: caption }: UIElement, hue: number): string {
  const initial = (caption ?? '').slice(0, 1).toUpperCase()
  const below = { x: rect.x - 14, y: rect.y + rect.height + 3, width: rect.width + 28, height: 18 }
  return [
    box(rect, 14, { fill: `hsl(${hue}, 62%, 46%)` }),
    box(rect, 14, { fill: 'url(#icon)', opacity: 0.16 }),
    paintText(initial, rect, { size: 30, weight: 'bold', tone: 'primary', align: 'center' }),
    paintText(caption ?? '', below, { size: 11.5, weight: 'regular', tone: 'primary', align: 'center' }),
  ].join('')
}

function avatar(rect: Rect): string {
  const { x, y } = center(rect)
  const r = rect.width / 2
  const head = `<circle cx="${x}" cy="${y - r * 0.22}" r="${r * 0.34}" fill="#fff"/>`
  const shoulders = `<path d="M${x - r * 0.62} ${y + r * 0.7}a${r * 0.62} ${r * 0.55} 0 0 1 ${r * 1.24} 0Z" fill="#fff"/>`
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#avatar)"/>${head}${shoulders}`
}

function glyph(name: Glyph, within: Rect, share: number, color: string): string {
  const { x, y } = center(within)
  const size = within.width * share
  const place = `translate(${x - size / 2} ${y - size / 2}) scale(${size / 24})`
  return `<g transform="${place}" color="${color}">${GLYPHS[name]}</g>`
}

function box({ x, y, width, height }: Rect, radius: number, { fill, opacity = 1 }: Fill): string {
  const size = `x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"`
  return `<rect ${size} fill="${fill}" fill-opacity="${opacity}"/>`
}

// Downward only: rows of one colour make a PNG a fifth as large.
function gradient(id: string, [top, middle, bottom]: readonly [string, string, string]): string {
  return (
    `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/>` +
    `<stop offset="0.5" stop-color="${middle}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>`
  )
}
