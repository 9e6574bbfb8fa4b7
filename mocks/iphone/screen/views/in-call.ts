import { CALL_CONTROLS } from '../controls.ts'
import { element, type UIElement } from '../element.ts'
import { WHOLE_GLASS, type Rect } from '../geometry.ts'
import { IN_CALL_SERVICE } from '../../releases.ts'
import type { ShownCall } from '../source.ts'
import { backdrop, callHeader, roundButton, text, toggle } from './parts.ts'
import { pressing, type Layer, type ViewContext } from './view.ts'

const SIDE = 78
const COLUMNS = [38, 157.5, 277] as const
const ROWS = [470, 578, 700] as const

/** A call that is being set up, is under way or on hold, with the grid of controls. */
export function inCall(call: ShownCall, context: ViewContext): Layer {
  const waiting = context.source.calls.filter(({ uuid, state }) => uuid !== call.uuid && state === 'held')
  return {
    owner: IN_CALL_SERVICE,
    opaque: true,
    element: element('Other', WHOLE_GLASS, {
      identity: call.uuid,
      children: [
        backdrop('call', WHOLE_GLASS),
        ...callHeader(call.displayName, status(call, context)),
        ...waiting.map((held, index) =>
          text({ x: 20, y: 184 + index * 24, width: 353, height: 20 }, `${held.displayName} – On Hold`, {
            size: 15,
            tone: 'secondary',
          }),
        ),
        ...grid(call, context),
      ],
    }),
  }
}

function grid(call: ShownCall, context: ViewContext): UIElement[] {
  const { controls } = context
  const held = call.state === 'held'
  const answered = held || call.state === 'active'
  return [
    roundButton({ ...CALL_CONTROLS.speaker, rect: cell(0, 0), tint: 'plain', glyph: 'speaker', captioned: true }),
    roundButton({ ...CALL_CONTROLS.keypad, rect: cell(1, 0), tint: 'plain', glyph: 'keypad', captioned: true }),
    toggle(call.muted, {
      ...CALL_CONTROLS.mute,
      rect: cell(2, 0),
      glyph: 'mute',
      tap: pressing(context, 'mute', call, () => controls.setMuted(call.uuid, !call.muted)),
    }),
    roundButton({ ...CALL_CONTROLS.add, rect: cell(0, 1), tint: 'plain', glyph: 'add', captioned: true }),
    toggle(held, {
      ...CALL_CONTROLS.hold,
      rect: cell(2, 1),
      glyph: 'hold',
      ...(answered &&
        call.supportsHolding && {
          tap: pressing(context, 'hold', call, () => controls.setHeld(call.uuid, !held)),
        }),
    }),
    roundButton({
      ...CALL_CONTROLS.end,
      rect: cell(1, 2),
      tint: 'decline',
      glyph: 'end',
      captioned: false,
      tap: pressing(context, 'end', call, () => controls.end(call.uuid)),
    }),
  ]
}

function cell(column: 0 | 1 | 2, row: 0 | 1 | 2): Rect {
  return { x: COLUMNS[column], y: ROWS[row], width: SIDE, height: SIDE }
}

function status(call: ShownCall, { source }: ViewContext): string {
  if (call.state === 'held') return 'On Hold'
  if (call.state === 'active') return timer(source.now() - (call.connectedAt ?? source.now()))
  return call.outgoing ? 'calling…' : 'connecting…'
}

function timer(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (part: number) => String(part).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}
