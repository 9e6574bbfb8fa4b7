import type { FrameHook, FrameHooks } from '../connection/frame-tap.ts'
import type { FaultKind, FaultOf } from './fault.ts'
import type { FaultPlan } from './fault-plan.ts'

const framed = new Set(['withhold', 'slow reader'] as const satisfies FaultKind[])

const SETTINGS = 4
const PING = 6
const WINDOW_UPDATE = 8
const ACK = 1

/** What the plan does to the frames of one connection. */
export interface ConnectionFaults {
  readonly hooks: FrameHooks
  /** What strikes it, in a sentence; absent when nothing does. */
  readonly explanation?: string
}

/** @returns `undefined` for a connection that needs no tap. */
export function strikeConnection(plan: FaultPlan, connection: number): ConnectionFaults | undefined {
  if (!plan.needsFrames) return undefined
  const strikes = plan.strike(framed, { connection })
  const withheld = strikes.flatMap(({ fault }) => (fault.fault === 'withhold' ? [fault.frame] : []))
  const rates = strikes.flatMap(({ fault }) => (fault.fault === 'slow reader' ? [fault.bytesPerSecond] : []))
  return {
    hooks: {
      ...(withheld.length > 0 && { toClient: withholding(new Set(withheld)) }),
      ...(rates.length > 0 && { readBytesPerSecond: Math.min(...rates) }),
    },
    ...(strikes.length > 0 && { explanation: strikes.map(({ explanation }) => explanation).join('; ') }),
  }
}

function withholding(withheld: ReadonlySet<FaultOf<'withhold'>['frame']>): FrameHook {
  const isWithheld = ({ type, flags }: { type: number; flags: number }) =>
    (type === SETTINGS && flags === ACK && withheld.has('SETTINGS ACK')) ||
    (type === PING && flags === ACK && withheld.has('PING ACK')) ||
    (type === WINDOW_UPDATE && withheld.has('WINDOW_UPDATE'))
  return (frame) => (isWithheld(frame) ? [] : [frame])
}
