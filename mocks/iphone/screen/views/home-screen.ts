import { element, type UIElement } from '../element.ts'
import { WHOLE_GLASS } from '../geometry.ts'
import { SPRINGBOARD } from '../../releases.ts'
import type { InstalledApp } from '../source.ts'
import { backdrop } from './parts.ts'
import type { Layer, ViewContext } from './view.ts'

const ICON = 60
const COLUMNS = 4
const HUES = 360

/** The icons of the installed apps. */
export function homeScreen(context: ViewContext): Layer {
  return {
    owner: SPRINGBOARD,
    opaque: true,
    element: element('Other', WHOLE_GLASS, {
      identifier: 'Home screen icons',
      children: [backdrop('home', WHOLE_GLASS), ...context.source.apps.map((app, index) => icon(app, index, context))],
    }),
  }
}

function icon({ bundleId, displayName }: InstalledApp, index: number, { controls, touched }: ViewContext): UIElement {
  const rect = {
    x: 27 + (index % COLUMNS) * 93,
    y: 108 + Math.floor(index / COLUMNS) * 102,
    width: ICON,
    height: ICON,
  }
  return element('Icon', rect, {
    identifier: displayName,
    label: displayName,
    identity: bundleId,
    look: { kind: 'icon', hue: [...bundleId].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % HUES, 0) },
    tap: () => {
      touched(`icon:${bundleId}`)
      return controls.activate(bundleId)
    },
  })
}
