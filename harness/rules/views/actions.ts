import type { ActionType } from '../../../mocks/iphone/events.ts'
import { elapsed, latest, withinLimit } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { perTrace } from './per-trace.ts'

/** One action that the app was given to perform. */
export interface Action {
  readonly perform: EventNamed<'perform'>
  /** When the delegate's queue came to it; absent also where nobody says so. */
  readonly entered?: EventNamed<'performing'>
  /** What the app made of it, in order; more than one is a mistake. */
  readonly completions: readonly (EventNamed<'fulfill'> | EventNamed<'fail'>)[]
  readonly timeout?: EventNamed<'timeout'>
  /** When the app was told of the timeout; before that it could not know. */
  readonly told?: EventNamed<'timedOutPerforming'>
  /** The system had the app suspended while its time ran out: no app could have completed the action. */
  readonly overslept: boolean
}

/** The performed actions of a trace, in order. */
export const actionsOf = perTrace((trace): readonly Action[] => {
  const completions = Map.groupBy(
    trace.events.filter((event) => event.name === 'fulfill' || event.name === 'fail'),
    ({ action }) => action,
  )
  const timeouts = new Map(trace.of('timeout').map((timeout) => [timeout.action, timeout]))
  const entries = new Map(trace.of('performing').map((entered) => [entered.action, entered]))
  const telling = new Map(trace.of('timedOutPerforming').map((told) => [told.action, told]))
  return performsOf(trace).map((perform) => {
    const entered = entries.get(perform.action)
    const told = telling.get(perform.action)
    const timeout = timeouts.get(perform.action)
    return {
      perform,
      completions: completions.get(perform.action) ?? [],
      overslept: timeout !== undefined && wasSuspended(trace, perform, timeout),
      ...(entered && { entered }),
      ...(timeout && { timeout }),
      ...(told && { told }),
    }
  })
})

/** An action is performed once, however often it was recorded. */
function performsOf(trace: Trace): readonly EventNamed<'perform'>[] {
  const recorded = new Set<string>()
  return trace.of('perform').filter(({ at, action }) => {
    const moment = `${at} ${action}`
    return !recorded.has(moment) && recorded.add(moment)
  })
}

/** Whether the system kept the app from running at any time between two events. */
export function wasSuspended(trace: Trace, from: TraceEvent, to: TraceEvent): boolean {
  // A process that was launched later knows nothing of what the one before it was in.
  const before = latest<EventNamed<'app.launch' | 'app.state'> | undefined>(
    trace.previous(from, 'app.state'),
    trace.previous(from, 'app.launch'),
  )
  return [before, ...trace.after(from, 'app.state', to)].some((event) => event?.state === 'suspended')
}

/** Whether something was done too late, or may have been, because the app was kept from running: it has not put it off. */
export function wasKeptFrom(trace: Trace, from: TraceEvent, done: TraceEvent, limitMs: number): boolean {
  return withinLimit(elapsed(from, done), limitMs) !== 'yes' && wasSuspended(trace, from, done)
}

/** The performed actions of some types. */
export function actionsOfType(actions: readonly Action[], types: readonly ActionType[]): readonly Action[] {
  return actions.filter(({ perform }) => types.includes(perform.type))
}

/**
 * The fulfilment of an action, unless it was failed first or not completed at all. One that the app slept through was given
 * up before the app came to it: what it makes of it then is nothing that the call screen shows, and comes as soon as it can.
 */
export function fulfilment({ completions: [first], overslept }: Action): EventNamed<'fulfill'> | undefined {
  return first?.name === 'fulfill' && !overslept ? first : undefined
}

/** Whether an action gives its call the user's ear. */
export function takesUp({ type, onHold }: EventNamed<'perform'>): boolean {
  return type === 'CXAnswerCallAction' || (type === 'CXSetHeldCallAction' && onHold === false)
}
