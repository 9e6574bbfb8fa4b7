import { z } from 'zod'
import { quickCheckOf, type QuickCheck } from '../../mocks/events/quick-check.ts'
import type { Actor } from '../../mocks/events/vocabulary.ts'
import { vocabularies, type EventName, type Happening } from './events.ts'

/** Where an event stands in its trace. */
export interface Placement {
  /** Order of arrival at the recorder, from 1. */
  readonly seq: number
  /** Milliseconds on the recorder's clock, with microsecond resolution. */
  readonly at: number
  readonly actor: Actor
  /** Half the width of the interval around {@link at} in which the true time lies, in milliseconds. */
  readonly uncertaintyMs: number
}

/** An event with its place in a trace: one line of a trace file. */
export type TraceEvent = Happening & Placement

/** The trace events of one name. */
export type EventNamed<Name extends EventName> = Extract<TraceEvent, { name: Name }>

interface Kind {
  readonly actor: Actor
  readonly schema: z.ZodObject
  /** zod takes 30 µs for an event; a trace may have millions, and there is nothing to do for nearly all of them. */
  readonly isExact: QuickCheck
}

/** A look-up by name; a union of sixty schemas would be tried one after the other. */
const kinds: ReadonlyMap<string, Kind> = new Map(
  vocabularies.flatMap(({ actor, shapes }) =>
    Object.entries<z.ZodObject>(shapes).map(([name, shape]): [string, Kind] => {
      const schema = shape.extend({
        name: z.literal(name),
        seq: z.int().positive(),
        at: z.number(),
        actor: z.literal(actor).default(actor),
        uncertaintyMs: z.number().nonnegative(),
      })
      return [name, { actor, schema, isExact: quickCheckOf(schema) }]
    }),
  ),
)

/** Who does the events of that name. */
export function actorOf(name: EventName): Actor {
  const kind = kinds.get(name)
  if (!kind) throw new TypeError(`no vocabulary declares the event "${name}"`)
  return kind.actor
}

/** Whether this version of the harness knows events of that name. */
export function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && kinds.has(name)
}

/** Checks one event as it stands in a trace file. Fields that a newer writer has added are dropped. */
export function parseTraceEvent(value: unknown): z.ZodSafeParseResult<TraceEvent> {
  const name = value !== null && typeof value === 'object' && 'name' in value ? value.name : undefined
  const kind = typeof name === 'string' ? kinds.get(name) : undefined
  if (kind?.isExact(value)) return { success: true, data: value as TraceEvent }
  const parsed = (
    kind?.schema ?? z.object({ name: z.custom<EventName>(isEventName, 'no event of that name') })
  ).safeParse(value)
  // The schema was built from the same vocabularies as the type; TypeScript cannot follow that through the look-up.
  return parsed as z.ZodSafeParseResult<TraceEvent>
}
