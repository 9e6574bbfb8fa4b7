import type { Presentation } from '../events.ts'
import { ENDED_NOTICE_MS } from './controls.ts'
import type { ScreenSource, ShownCall } from './source.ts'
import { appWindow } from './views/app-window.ts'
import { callEnded } from './views/call-ended.ts'
import { homeScreen } from './views/home-screen.ts'
import { inCall } from './views/in-call.ts'
import { incomingBanner } from './views/incoming-banner.ts'
import { incomingFullScreen } from './views/incoming-full-screen.ts'
import { incomingLockScreen } from './views/incoming-lock-screen.ts'
import { lockScreen } from './views/lock-screen.ts'
import type { Layer, ViewContext } from './views/view.ts'

/** The ringing call in front, if any. */
export function ringingCall({ calls }: ScreenSource): ShownCall | undefined {
  return calls.find(({ state }) => state === 'ringing')
}

/** How a call is shown, given everything else that the phone is doing. */
export function presentationOf(call: ShownCall, { calls, locked }: ScreenSource): Presentation {
  if (call.state !== 'ringing') return 'inCall'
  // Two calls ask a question that neither the banner nor the slider can: what becomes of the other one.
  if (calls.some(({ state }) => state !== 'ringing')) return 'fullScreen'
  return locked ? 'lockScreen' : 'banner'
}

/** The bundle identifier of the process that draws an incoming or answered call. */
export function ownerOf(presentation: Presentation, { release }: ScreenSource): string {
  return presentation === 'banner' ? release.incoming.bannerOwner : release.incoming.fullScreenOwner
}

/** What is on the glass, from the bottom up: one opaque view, and a banner if there is one. */
export function layersOf(context: ViewContext): Layer[] {
  const ringing = ringingCall(context.source)
  if (!ringing) return [beneath(context)]
  switch (presentationOf(ringing, context.source)) {
    case 'lockScreen':
      return [incomingLockScreen(ringing, context)]
    case 'banner':
      return [beneath(context), incomingBanner(ringing, context)]
    default:
      return [incomingFullScreen(ringing, context)]
  }
}

function beneath(context: ViewContext): Layer {
  const { apps, calls, endedCall, frontmost, locked } = context.source
  const current =
    calls.find(({ state }) => state === 'active') ??
    calls.find(({ state }) => state === 'connecting') ??
    calls.find(({ state }) => state === 'held')
  if (current) return inCall(current, context)
  if (endedCall && context.source.now() - endedCall.endedAt < ENDED_NOTICE_MS) return callEnded(endedCall)
  if (locked) return lockScreen(context)
  const app = apps.find(({ bundleId }) => bundleId === frontmost)
  return app ? appWindow(app) : homeScreen(context)
}
