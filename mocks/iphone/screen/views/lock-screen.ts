import { element } from '../element.ts'
import { WHOLE_GLASS } from '../geometry.ts'
import { SPRINGBOARD } from '../../releases.ts'
import { backdrop, text } from './parts.ts'
import type { Layer, ViewContext } from './view.ts'

/** The locked phone with nothing going on. The time shown is the phone's clock, counted from midnight. */
export function lockScreen({ source, labels }: ViewContext): Layer {
  return {
    owner: SPRINGBOARD,
    opaque: true,
    element: element('Other', WHOLE_GLASS, {
      children: [
        backdrop('lock', WHOLE_GLASS),
        text({ x: 20, y: 118, width: 353, height: 96 }, clockFace(source.now()), { size: 88, weight: 'light' }),
        text({ x: 20, y: 770, width: 353, height: 20 }, labels.swipeUpToOpen, { size: 14, tone: 'secondary' }),
      ],
    }),
  }
}

/** Hours and minutes of a clock that reads `ms` milliseconds past midnight. */
function clockFace(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  return `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, '0')}`
}
