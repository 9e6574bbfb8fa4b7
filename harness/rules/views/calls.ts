import { compare, precedes, type Margin } from '../../trace/margin.ts'
import type { EventNamed, Placement, TraceEvent } from '../../trace/trace-event.ts'
import { Trace } from '../../trace/trace.ts'
import { perTrace } from './per-trace.ts'

/** One call, by its UUID. */
export interface Call {
  readonly uuid: string
  /** The events that name the call. */
  readonly trace: Trace
  /** From where the call exists for the phone. Absent when the system refused it, or it never got that far. */
  readonly from?: TraceEvent
  /** The end of the call in the phone's registry. */
  readonly ended?: EventNamed<'cx.callChanged'>
}

/** The calls of a trace by UUID. */
export const callsOf = perTrace((trace): ReadonlyMap<string, Call> => {
  const calls = new Map<string, Call>()
  for (const [uuid, events] of Map.groupBy(trace.events, uuidOf)) {
    if (uuid !== undefined) calls.set(uuid, call(uuid, new Trace(events)))
  }
  return calls
})

/** Whether the phone had the call at that moment. */
export function existed({ from, ended }: Call, at: Placement): Margin {
  if (!from) return 'no'
  const begun = precedes(from, at)
  if (begun !== 'yes' || !ended) return begun
  const over = precedes(ended, at)
  return over === 'yes' ? 'no' : over === 'no' ? 'yes' : 'unknown'
}

/** Whether a call was connected and not on hold at that moment, as far as the phone knew. */
export function isTalking({ trace }: Call, at: Placement): boolean {
  const state = trace.previous(at, 'cx.callChanged')
  return state !== undefined && state.hasConnected && !state.isOnHold && !state.hasEnded
}

/** Whether any call other than `except` existed at that moment. */
export function anyExisted(trace: Trace, at: Placement, except?: string): Margin {
  const { calls, reach, slackMs } = timelineOf(trace)
  let answer: Margin = 'no'
  for (let index = countBegun(calls, at.at + slackMs) - 1; index >= 0; index--) {
    const call = calls[index]
    if (!call || (reach[index] ?? 0) + slackMs < at.at) break
    if (call.uuid === except) continue
    const margin = existed(call, at)
    if (margin === 'yes') return 'yes'
    if (margin === 'unknown') answer = 'unknown'
  }
  return answer
}

/** Calls in order of their beginning, and up to when any call up to that one lasted: what makes the search short. */
const timelineOf = perTrace((trace) => {
  const calls = [...callsOf(trace).values()].flatMap((call) => (call.from ? [{ ...call, from: call.from }] : []))
  calls.sort((a, b) => compare(a.from, b.from))
  let furthest = -Infinity
  const reach = calls.map(({ ended }) => (furthest = Math.max(furthest, ended?.at ?? Infinity)))
  const slackMs = 2 * trace.events.reduce((widest, { uncertaintyMs }) => Math.max(widest, uncertaintyMs), 0)
  return { calls, reach, slackMs }
})

function countBegun(calls: readonly { from: Placement }[], at: number): number {
  let low = 0
  let high = calls.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((calls[middle]?.from.at ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}

function uuidOf(event: TraceEvent): string | undefined {
  return 'uuid' in event ? event.uuid : undefined
}

function call(uuid: string, trace: Trace): Call {
  const changes = trace.of('cx.callChanged')
  const accepted = trace.first('cx.report.result', ({ error }) => error === undefined)
  const reported = accepted && trace.first('cx.report.call')
  const from = reported ?? changes[0] ?? accepted
  // A UUID may come back after its end; then its last life counts.
  const ended = changes[changes.findLastIndex(({ hasEnded }) => !hasEnded) + 1]
  return { uuid, trace, ...(from && { from }), ...(ended && { ended }) }
}
