import type { EndedCall } from '../source.ts'
import { onSurface } from './call-layer.ts'
import { header } from './call-texts.ts'
import type { Layer, ViewContext } from './view.ts'

/** How long the screen says that a call has ended, in milliseconds. Evidence tier F: unverified on hardware. */
export const ENDED_NOTICE_MS = 1500

/** Says for a moment that a call is over. There is nothing to touch. */
export function callEnded({ uuid, displayName }: EndedCall, { profile, labels }: ViewContext): Layer {
  const layout = profile.layouts.inCall
  const texts = header(layout, { caller: displayName, status: labels.callEnded })
  return { owner: layout.owner, ...onSurface(layout.surface, uuid, texts) }
}
