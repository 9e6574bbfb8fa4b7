import { CALL_TEXTS } from '../controls.ts'
import { element } from '../element.ts'
import { SPRINGBOARD } from '../../releases.ts'
import type { ShownCall } from '../source.ts'
import { acceptButton, declineButton } from './incoming-buttons.ts'
import { avatar, text } from './parts.ts'
import type { Layer, ViewContext } from './view.ts'

const BANNER = { x: 8, y: 12, width: 377, height: 84 } as const
const BUTTON = { y: BANNER.y + 18, width: 48, height: 48 } as const

/** The call as a banner over whatever is in front of an unlocked phone. */
export function incomingBanner(call: ShownCall, context: ViewContext): Layer {
  const { release } = context.source
  const owner = release.incoming.bannerOwner
  return {
    owner,
    opaque: false,
    element: element('Other', BANNER, {
      // WebDriverAgent's `respectSystemAlerts` looks for this identifier in SpringBoard (WebDriverAgent PR 946).
      ...(owner === SPRINGBOARD && { identifier: 'SBTransientOverlayWindow' }),
      identity: call.uuid,
      look: { kind: 'card' },
      children: [
        avatar({ x: 22, y: BUTTON.y, width: 48, height: 48 }),
        text(
          { x: 82, y: 30, width: 180, height: 18 },
          call.hasVideo ? 'Incoming video call' : 'Incoming call',
          { size: 13, tone: 'secondary', align: 'start' },
          CALL_TEXTS.status,
        ),
        text(
          { x: 82, y: 50, width: 180, height: 24 },
          call.displayName,
          { weight: 'bold', align: 'start' },
          CALL_TEXTS.caller,
        ),
        declineButton(call, context, { x: 268, ...BUTTON }, false),
        acceptButton(call, context, { x: 326, ...BUTTON }, false),
      ],
    }),
  }
}
