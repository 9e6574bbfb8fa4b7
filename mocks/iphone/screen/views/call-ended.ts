import { element } from '../element.ts'
import { WHOLE_GLASS } from '../geometry.ts'
import { IN_CALL_SERVICE } from '../../releases.ts'
import type { EndedCall } from '../source.ts'
import { backdrop, callHeader } from './parts.ts'
import type { Layer } from './view.ts'

/** Says for a moment that a call is over. There is nothing to touch. */
export function callEnded(call: EndedCall): Layer {
  return {
    owner: IN_CALL_SERVICE,
    opaque: true,
    element: element('Other', WHOLE_GLASS, {
      identity: call.uuid,
      children: [backdrop('call', WHOLE_GLASS), ...callHeader(call.displayName, 'Call Ended')],
    }),
  }
}
