import type { Actor } from '../../../../mocks/events/vocabulary.ts'
import type { TraceEvent } from '../../../trace/trace-event.ts'

/** The columns of the timeline, as a push and its call travel. */
export const lanes = ['provider', 'gateway', 'phone', 'app', 'backend'] as const
export type Lane = (typeof lanes)[number]

/** Who acts in which lane: the user's finger is on the phone, and whoever calls is at the backend. */
const laneOf: Readonly<Record<Actor, Lane>> = {
  apns: 'gateway',
  app: 'app',
  backend: 'backend',
  harness: 'provider',
  phone: 'phone',
  provider: 'provider',
  remote: 'backend',
  user: 'phone',
}

/** One event as the timeline shows it. */
export interface TimelineRow {
  readonly seq: number
  /** Milliseconds on the trace's clock. */
  readonly at: number
  readonly lane: Lane
  /** The event's name and what tells it apart at a glance. */
  readonly title: string
  /** Everything that the event carries, as JSON. */
  readonly detail: string
}

/** What tells events of a name apart, in the order in which it is shown. */
const TELLING = [
  'type',
  'control',
  'state',
  'presentation',
  'status',
  'code',
  'reason',
  'mustReport',
  'bundleId',
] as const

/** Everything about an event that the timeline needs. */
export function timelineRow({ seq, at, actor, uncertaintyMs: _uncertaintyMs, ...event }: TraceEvent): TimelineRow {
  const fields: Readonly<Record<string, unknown>> = event
  const telling = TELLING.flatMap((field) => told(field, fields[field])).slice(0, 2)
  return {
    seq,
    at,
    lane: laneOf[actor],
    title: [event.name, ...telling].join(' '),
    detail: JSON.stringify(event, undefined, 2),
  }
}

function told(field: string, value: unknown): string[] {
  if (value === undefined || value === false) return []
  return [value === true ? field : String(value)]
}
