import { element, type UIElement } from '../element.ts'
import { WHOLE_GLASS } from '../geometry.ts'
import { controlsOf } from '../profiles/layouts.ts'
import type { Layout, Surface } from '../profiles/screen-profile.ts'
import type { ShownCall } from '../source.ts'
import { callControl } from './call-control.ts'
import { callLines, header, membersWith, textsOf } from './call-texts.ts'
import { backdrop } from './parts.ts'
import type { Layer, ViewContext } from './view.ts'

/** A call as a layout of the release's profile shows it. */
export function callLayer(layout: Layout, call: ShownCall, context: ViewContext): Layer {
  const children = [
    ...header(layout, textsOf(call, layout, context)),
    ...callLines(call, layout, context),
    ...controls(layout, call, context),
  ]
  return { owner: layout.owner, ...onSurface(layout.surface, call.uuid, children) }
}

/** Puts elements on the whole glass, or on something that lies over what is in front. */
export function onSurface(
  surface: Surface,
  identity: string,
  children: readonly UIElement[],
): Pick<Layer, 'element' | 'opaque'> {
  if (surface.kind === 'glass')
    return {
      opaque: true,
      element: element('Other', WHOLE_GLASS, { identity, children: [backdrop('call', WHOLE_GLASS), ...children] }),
    }
  const { kind, rect, identifier } = surface
  const named = identifier === undefined ? {} : { identifier }
  return { opaque: false, element: element('Other', rect, { ...named, identity, look: { kind }, children }) }
}

function controls(layout: Layout, call: ShownCall, context: ViewContext): UIElement[] {
  return controlsOf(layout).flatMap(([control, rect]) =>
    control === 'private'
      ? membersWith(call, context.source.calls).flatMap((member, index) =>
          callControl(control, { ...rect, y: rect.y + index * (layout.lines?.step ?? 0) }, member, context),
        )
      : callControl(control, rect, call, context),
  )
}
