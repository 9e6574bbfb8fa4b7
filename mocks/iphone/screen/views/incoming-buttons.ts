import type { UIElement } from '../element.ts'
import type { Rect } from '../geometry.ts'
import type { ShownCall } from '../source.ts'
import { roundButton } from './parts.ts'
import { pressing, type ViewContext } from './view.ts'

export function acceptButton(call: ShownCall, context: ViewContext, rect: Rect, captioned: boolean): UIElement {
  return roundButton({
    identifier: context.source.release.incoming.answer,
    label: 'Accept',
    rect,
    tint: 'answer',
    glyph: 'answer',
    captioned,
    tap: pressing(context, 'answer', call, () => context.controls.answer(call.uuid)),
  })
}

export function declineButton(call: ShownCall, context: ViewContext, rect: Rect, captioned: boolean): UIElement {
  return roundButton({
    identifier: context.source.release.incoming.decline,
    label: 'Decline',
    rect,
    tint: 'decline',
    glyph: 'end',
    captioned,
    tap: pressing(context, 'decline', call, () => context.controls.decline(call.uuid)),
  })
}
