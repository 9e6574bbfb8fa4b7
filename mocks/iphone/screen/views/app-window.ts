import { element } from '../element.ts'
import { WHOLE_GLASS } from '../geometry.ts'
import type { InstalledApp } from '../source.ts'
import { backdrop, text } from './parts.ts'
import type { Layer } from './view.ts'

/** The window of the app in front. The phone does not know what an app draws, so it shows the app's name. */
export function appWindow({ bundleId, displayName }: InstalledApp): Layer {
  return {
    owner: bundleId,
    opaque: true,
    element: element('Other', WHOLE_GLASS, {
      children: [
        backdrop('app', WHOLE_GLASS),
        text({ x: 20, y: 112, width: 353, height: 40 }, displayName, { size: 30, weight: 'bold', align: 'start' }),
      ],
    }),
  }
}
