import { CLOCK_FACE } from '../clock-face.ts'
import { element } from '../element.ts'
import { WHOLE_GLASS } from '../geometry.ts'
import { SPRINGBOARD } from '../../releases.ts'
import { backdrop, text } from './parts.ts'
import type { Layer, ViewContext } from './view.ts'

/** The locked phone with nothing going on. */
export function lockScreen({ labels }: ViewContext): Layer {
  return {
    owner: SPRINGBOARD,
    opaque: true,
    element: element('Other', WHOLE_GLASS, {
      children: [
        backdrop('lock', WHOLE_GLASS),
        text({ x: 20, y: 118, width: 353, height: 96 }, CLOCK_FACE, { size: 88, weight: 'light' }),
        text({ x: 20, y: 770, width: 353, height: 20 }, labels.swipeUpToOpen, { size: 14 }),
      ],
    }),
  }
}
