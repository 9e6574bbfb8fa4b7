import type { FaultKind } from './fault.ts'
import type { FaultPlan, FaultSubject, Strike } from './fault-plan.ts'

const delaying = new Set(['latency'] as const satisfies FaultKind[])
const ending = new Set(['status', 'reset', 'goaway', 'drop', 'silence'] as const satisfies FaultKind[])

/** What the plan has in store for one request. */
export interface RequestFaults {
  /** How much later it is dealt with, in milliseconds. */
  readonly delayMs: number
  /** What becomes of it; the first that strikes. */
  readonly end?: Strike<'status' | 'reset' | 'goaway' | 'drop' | 'silence'>
  /** All that strikes it, in a sentence. */
  readonly explanation: string
}

/** @returns `undefined` for a request that nothing strikes. */
export function strikeRequest(plan: FaultPlan, subject: FaultSubject): RequestFaults | undefined {
  if (plan.isEmpty) return undefined
  const delays = plan.strike(delaying, subject)
  const [end] = plan.strike(ending, subject)
  if (delays.length === 0 && !end) return undefined
  return {
    delayMs: delays.reduce((sum, { fault }) => sum + plan.delay(fault), 0),
    explanation: [...delays, ...(end ? [end] : [])].map(({ explanation }) => explanation).join('; '),
    ...(end && { end }),
  }
}
