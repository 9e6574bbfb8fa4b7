import type { Presentation } from '../events.ts'
import type { CallLayout, Layout, ScreenProfile } from './profiles/screen-profile.ts'
import type { ScreenSource, ShownCall } from './source.ts'
import { appWindow } from './views/app-window.ts'
import { callEnded, ENDED_NOTICE_MS } from './views/call-ended.ts'
import { callLayer } from './views/call-layer.ts'
import { membersWith, othersThan } from './views/call-texts.ts'
import { homeScreen } from './views/home-screen.ts'
import { lockScreen } from './views/lock-screen.ts'
import type { Layer, ViewContext } from './views/view.ts'

/** The ringing call in front, if any. */
export function ringingCall({ calls }: ScreenSource): ShownCall | undefined {
  return calls.find(({ state }) => state === 'ringing')
}

/** The layout that a call is shown in, given everything else that the phone is doing. */
export function layoutOf(call: ShownCall, source: ScreenSource, { layouts }: ScreenProfile): CallLayout {
  return call.state === 'ringing' ? incomingLayout(source, layouts) : progressLayout(call, source)
}

/** A layout of the profile. @throws RangeError when its releases have none of that kind. */
export function layoutNamed(name: CallLayout, { family, layouts }: ScreenProfile): Layout {
  const layout = layouts[name]
  if (!layout) throw new RangeError(`no layout ${name} in the profile of ${family}`)
  return layout
}

/** How the trace calls a layout. */
export function presentationOf(layout: CallLayout): Presentation {
  return presentations[layout] ?? 'inCall'
}

const presentations: Partial<Record<CallLayout, Presentation>> = {
  callWaiting: 'fullScreen',
  incomingBanner: 'banner',
  incomingFullScreen: 'fullScreen',
  incomingLocked: 'lockScreen',
}

/** What is on the glass, from the bottom up: one opaque view, and what lies over a part of it. */
export function layersOf(context: ViewContext): Layer[] {
  const ringing = ringingCall(context.source)
  const beneath = inProgress(context)
  if (!ringing) return beneath
  const layer = show(ringing, context)
  return layer.opaque ? [layer] : [...beneath, layer]
}

function incomingLayout({ calls, locked }: ScreenSource, layouts: ScreenProfile['layouts']): CallLayout {
  // Two calls ask a question that neither the banner nor the slider can: what becomes of the other one.
  if (calls.some(({ state }) => state === 'active' || state === 'connecting')) return 'callWaiting'
  if (calls.some(({ state }) => state === 'held')) return 'incomingFullScreen'
  if (locked) return 'incomingLocked'
  return layouts.incomingBanner ? 'incomingBanner' : 'incomingFullScreen'
}

function progressLayout(call: ShownCall, { calls, callView, locked }: ScreenSource): CallLayout {
  if (callView === 'keypad') return 'keypad'
  // A locked phone has nothing else to show.
  if (callView !== 'call' && !locked) return callView
  if (othersThan(call, calls).length > 0) return 'twoCalls'
  return membersWith(call, calls).length > 1 ? 'group' : 'inCall'
}

function show(call: ShownCall, context: ViewContext): Layer {
  const name = layoutOf(call, context.source, context.profile)
  return callLayer(layoutNamed(name, context.profile), call, context)
}

function inProgress(context: ViewContext): Layer[] {
  const { calls } = context.source
  const current =
    calls.find(({ state }) => state === 'active') ??
    calls.find(({ state }) => state === 'connecting') ??
    calls.find(({ state }) => state === 'held')
  if (!current) return [beneathCalls(context)]
  const layer = show(current, context)
  return layer.opaque ? [layer] : [beneathCalls(context), layer]
}

function beneathCalls(context: ViewContext): Layer {
  const { source } = context
  const { apps, endedCall, frontmost, locked } = source
  if (endedCall && source.now() - endedCall.endedAt < ENDED_NOTICE_MS) return callEnded(endedCall, context)
  if (locked) return lockScreen(context)
  const app = apps.find(({ bundleId }) => bundleId === frontmost)
  return app ? appWindow(app) : homeScreen(context)
}
