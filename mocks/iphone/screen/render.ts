import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import { descendants } from './element.ts'
import { GLASS, type Rect } from './geometry.ts'
import { EAST_ASIAN } from './paint-text.ts'
import { paint, PAINT_DEFINITIONS, statusBar } from './paint.ts'
import type { Screen } from './screen.ts'

const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSans-ExtraLight.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)),
)

/**
 * The glass as SVG, one unit per point.
 *
 * @param time What the status bar says, such as `9:41`.
 */
export function screenSvg(screen: Screen, time = '9:41'): string {
  const [front, ...above] = screen.layers().map(({ element }) => [element, ...descendants(element)].map(paint).join(''))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${GLASS.width}" height="${GLASS.height}" `,
    `viewBox="0 0 ${GLASS.width} ${GLASS.height}" font-family="DejaVu Sans">`,
    PAINT_DEFINITIONS,
    front,
    statusBar(time, screen.profile.cutout),
    ...above,
    '</svg>',
  ].join('')
}

/** The glass as a PNG, one pixel per point, or the part of it inside `rect`. */
export function screenPng(screen: Screen, rect?: Rect): Buffer {
  const crop = rect && {
    crop: { left: rect.x, top: rect.y, right: rect.x + rect.width, bottom: rect.y + rect.height },
  }
  const svg = screenSvg(screen)
  // DejaVu has no East Asian characters; only for those is the picture left to what the machine has.
  const picture = new Resvg(svg, {
    font: { loadSystemFonts: EAST_ASIAN.test(svg), fontFiles: FONTS, defaultFontFamily: 'DejaVu Sans' },
    ...crop,
  })
  return picture.render().asPng()
}
