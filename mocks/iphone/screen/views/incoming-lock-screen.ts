import { CALL_CONTROLS, SLIDE_THRESHOLD } from '../controls.ts'
import { element } from '../element.ts'
import { WHOLE_GLASS } from '../geometry.ts'
import type { ShownCall } from '../source.ts'
import { declineButton } from './incoming-buttons.ts'
import { backdrop, callHeader } from './parts.ts'
import { pressing, type Layer, type ViewContext } from './view.ts'

const TRACK = { x: 46, y: 720, width: 301, height: 76 } as const

/** The call on the lock screen: pulled to answer, so that a pocket cannot answer it. */
export function incomingLockScreen(call: ShownCall, context: ViewContext): Layer {
  const { controls, source } = context
  const answer = pressing(context, 'answer', call, () => controls.answer(call.uuid))
  return {
    owner: source.release.incoming.fullScreenOwner,
    opaque: true,
    element: element('Other', WHOLE_GLASS, {
      identity: call.uuid,
      children: [
        backdrop('call', WHOLE_GLASS),
        ...callHeader(call.displayName, call.handle),
        declineButton(call, context, { x: 166, y: 596, width: 62, height: 62 }, true),
        element('Slider', TRACK, {
          ...CALL_CONTROLS.slideToAnswer,
          value: '0%',
          traits: ['Adjustable'],
          look: { kind: 'slider', glyph: 'answer' },
          drag: (from, to) => {
            if (to.x - from.x >= TRACK.width * SLIDE_THRESHOLD) answer()
          },
        }),
      ],
    }),
  }
}
