import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import type { Appearance } from './appearance.ts'
import { descendants, type UIElement } from './element.ts'
import { GLASS, type Rect } from './geometry.ts'
import { EAST_ASIAN } from './paint-text.ts'
import { paint, paintDefinitions, systemBars } from './paint.ts'
import type { Screen } from './screen.ts'
import type { Layer } from './views/view.ts'

const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSans-ExtraLight.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)),
)

/** The glass as SVG, one unit per point. */
export function screenSvg(screen: Screen): string {
  const { appearance } = screen
  const [front, ...above] = screen.layers().map((layer) => {
    const ground = groundOf(layer, appearance)
    const painted = partsOf(layer).map((part) => paint(part, { appearance, ground }))
    return { ground, svg: painted.join('') }
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${GLASS.width}" height="${GLASS.height}" `,
    `viewBox="0 0 ${GLASS.width} ${GLASS.height}" font-family="DejaVu Sans">`,
    paintDefinitions(appearance),
    front?.svg,
    systemBars(screen.profile.cutout, front?.ground ?? 'dark'),
    ...above.map(({ svg }) => svg),
    '</svg>',
  ].join('')
}

function partsOf({ element }: Layer): UIElement[] {
  return [element, ...descendants(element)]
}

/** App windows and banners follow the appearance; calls and wallpapers are dark enough for white text in both. */
function groundOf(layer: Layer, appearance: Appearance): Appearance {
  const follows = partsOf(layer).some(
    ({ look }) => look?.kind === 'card' || (look?.kind === 'backdrop' && look.of === 'app'),
  )
  return follows ? appearance : 'dark'
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
