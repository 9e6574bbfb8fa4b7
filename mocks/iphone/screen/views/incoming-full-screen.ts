import { CALL_CONTROLS } from '../controls.ts'
import { element, type UIElement } from '../element.ts'
import { WHOLE_GLASS, type Rect } from '../geometry.ts'
import type { ShownCall } from '../source.ts'
import { acceptButton, declineButton } from './incoming-buttons.ts'
import { backdrop, callHeader, roundButton } from './parts.ts'
import { pressing, type Layer, type ViewContext } from './view.ts'

const ROW_Y = 690
const SIDE = 74

/** The incoming call over the whole glass, while the phone has another one. */
export function incomingFullScreen(call: ShownCall, context: ViewContext): Layer {
  return {
    owner: context.source.release.incoming.fullScreenOwner,
    opaque: true,
    element: element('Other', WHOLE_GLASS, {
      identity: call.uuid,
      children: [
        backdrop('call', WHOLE_GLASS),
        ...callHeader(call.displayName, call.handle),
        ...choices(call, context),
      ],
    }),
  }
}

function choices(call: ShownCall, context: ViewContext): UIElement[] {
  const others = context.source.calls.filter(({ uuid }) => uuid !== call.uuid)
  const inFront = others.find(({ state }) => state === 'active' || state === 'connecting')
  const buttons = inFront
    ? [
        declineButton,
        endAndAccept,
        // Holding is offered only when neither call would refuse it: `supportsHolding` of CXCallUpdate.
        ...(inFront.supportsHolding && call.supportsHolding ? [holdAndAccept] : []),
      ]
    : [declineButton, acceptButton]
  return buttons.map((button, index) => button(call, context, place(index, buttons.length), true))
}

function place(index: number, count: number): Rect {
  const gap = (WHOLE_GLASS.width - count * SIDE) / (count + 1)
  return { x: Math.round(gap + index * (SIDE + gap)), y: ROW_Y, width: SIDE, height: SIDE }
}

function endAndAccept(call: ShownCall, context: ViewContext, rect: Rect): UIElement {
  return roundButton({
    ...CALL_CONTROLS.endAndAccept,
    rect,
    tint: 'answer',
    glyph: 'answer',
    captioned: true,
    tap: pressing(context, 'endAndAccept', call, () => context.controls.endAndAccept(call.uuid)),
  })
}

function holdAndAccept(call: ShownCall, context: ViewContext, rect: Rect): UIElement {
  return roundButton({
    ...CALL_CONTROLS.holdAndAccept,
    rect,
    tint: 'plain',
    glyph: 'swap',
    captioned: true,
    tap: pressing(context, 'holdAndAccept', call, () => context.controls.holdAndAccept(call.uuid)),
  })
}
