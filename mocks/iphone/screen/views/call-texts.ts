import { callsInProgress } from '../call-view.ts'
import type { UIElement } from '../element.ts'
import type { Layout } from '../profiles/screen-profile.ts'
import type { ShownCall } from '../source.ts'
import { avatar, text } from './parts.ts'
import type { ViewContext } from './view.ts'

/** Names of the texts about a call, from a hierarchy dump of InCallService (evidence tier E). */
const IDENTIFIERS = {
  caller: 'PHMarqueeView',
  status: 'PHSingleCallParticipantLabelView_StatusLabel',
} as const

/** Who it is and what the call is doing, where the layout has room for it. */
export function header(
  { status, caller, avatar: picture }: Layout,
  texts: { status: string; caller: string },
): UIElement[] {
  return [
    ...(status ? [text(status.rect, texts.status, status, IDENTIFIERS.status)] : []),
    ...(caller ? [text(caller.rect, texts.caller, caller, IDENTIFIERS.caller)] : []),
    ...(picture ? [avatar(picture)] : []),
  ]
}

/** What the texts about a call say. */
export function textsOf(
  call: ShownCall,
  { surface }: Layout,
  { source, labels }: ViewContext,
): { status: string; caller: string } {
  const names = membersWith(call, source.calls).map(({ displayName }) => displayName)
  const caller = source.callView === 'keypad' && source.dialled ? source.dialled : names.join(', ')
  if (call.state !== 'ringing') return { caller, status: progress(call, source.now(), labels) }
  const announced = call.hasVideo ? labels.incomingVideoCall : labels.incomingCall
  // A caller without a name is called by the handle already.
  const saysMore = surface.kind !== 'card' && call.handle !== call.displayName
  return { caller: call.displayName, status: saysMore ? call.handle : announced }
}

/** A line for each other call, or each member of the group when there is none. */
export function callLines(call: ShownCall, { lines }: Layout, { source, labels }: ViewContext): UIElement[] {
  if (!lines) return []
  const others = othersThan(call, source.calls)
  const said =
    others.length > 0
      ? others.map(({ displayName }) => `${displayName} – ${labels.onHold}`)
      : membersWith(call, source.calls).map(({ displayName }) => displayName)
  const align = others.length > 0 ? 'center' : 'start'
  return said.map((line, index) =>
    text({ ...lines.first, y: lines.first.y + index * lines.step }, line, { size: 15, tone: 'secondary', align }),
  )
}

/** The calls of a call's conference, itself included. */
export function membersWith({ uuid, group }: ShownCall, calls: readonly ShownCall[]): readonly ShownCall[] {
  return calls.filter((each) => each.uuid === uuid || (group !== undefined && each.group === group))
}

/** The calls in progress that are not of a call's conference. */
export function othersThan(call: ShownCall, calls: readonly ShownCall[]): readonly ShownCall[] {
  const members = membersWith(call, calls)
  return callsInProgress(calls).filter((each) => !members.includes(each))
}

function progress(call: ShownCall, now: number, labels: ViewContext['labels']): string {
  if (call.state === 'held') return labels.onHold
  if (call.state === 'active') return timer(now - (call.connectedAt ?? now))
  return call.outgoing ? labels.calling : labels.connecting
}

function timer(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (part: number) => String(part).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}
