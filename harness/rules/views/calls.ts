import { compare, precedes, type Margin } from '../../trace/margin.ts'
import type { EventNamed, Placement, TraceEvent } from '../../trace/trace-event.ts'
import { Trace } from '../../trace/trace.ts'
import { perTrace } from './per-trace.ts'

/** One call, by its UUID. */
export interface Call {
  readonly uuid: string
  /** The events that name the call. */
  readonly trace: Trace
  /** The times that the call existed for the phone, in order: more than one when it is reported again after its end. */
  readonly lives: readonly Life[]
  /** From where the call exists for the phone. Absent when the system refused it, or it never got that far. */
  readonly from?: TraceEvent
  /** The end of the call in the phone's registry. A UUID may come back after its end; then its last life counts. */
  readonly ended?: EventNamed<'cx.callChanged'>
}

/** What one call is for the phone from its report, or its start, to its end. */
export interface Life {
  readonly from: TraceEvent
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
export function existed({ lives }: Call, at: Placement): Margin {
  const margins = lives.map((life) => lasted(life, at))
  return margins.find((margin) => margin === 'yes') ?? margins.find((margin) => margin === 'unknown') ?? 'no'
}

/** The life of a call that a moment falls into. */
export function lifeAt({ lives }: Call, at: Placement): Life | undefined {
  return lives.find((life) => lasted(life, at) === 'yes')
}

/** Where the next life of the call begins, if it has one: what the app says before, it says of this one. */
export function nextLife({ lives }: Call, life: Life): TraceEvent | undefined {
  return lives[lives.indexOf(life) + 1]?.from
}

function lasted({ from, ended }: Life, at: Placement): Margin {
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
  return (event as { readonly uuid?: string }).uuid
}

function call(uuid: string, trace: Trace): Call {
  const lives = livesOf(trace)
  const from = lives[0]?.from
  const ended = lives.at(-1)?.ended
  return { uuid, trace, lives, ...(from && { from }), ...(ended && { ended }) }
}

/** A life begins with the report that is accepted, or else with the first that the phone says of the call. */
function livesOf({ events }: Trace): readonly Life[] {
  const lives: { from: TraceEvent; ended?: EventNamed<'cx.callChanged'> }[] = []
  let report: TraceEvent | undefined
  let hasBegun = false
  for (const event of events) {
    const life = lives.at(-1)
    const isOpen = life !== undefined && !life.ended
    switch (event.name) {
      case 'cx.report.call':
        // One that was recorded twice is the first.
        if (report?.at === event.at) break
        report = event
        hasBegun &&= isOpen
        break
      case 'cx.report.result':
        // On another clock, the report may stand behind what came of it.
        if (isOpen && report && !event.error && life.from.name === 'cx.callChanged') life.from = report
        else if (!isOpen && !hasBegun && !event.error) lives.push({ from: report ?? event })
        report = undefined
        hasBegun = false
        break
      case 'cx.callChanged':
        if (isOpen && event.hasEnded) life.ended = event
        else if (!isOpen && !event.hasEnded) {
          lives.push({ from: report ?? event })
          hasBegun = true
        } else if (!life) {
          // What began before the trace did is known by its end alone.
          lives.push({ from: event, ended: event })
        }
    }
  }
  return lives
}
