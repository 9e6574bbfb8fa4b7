import type { z } from 'zod'

/** Who did it. */
export type Actor = 'apns' | 'app' | 'backend' | 'harness' | 'phone' | 'provider' | 'remote' | 'user'

/** The events that one part can emit: who does them, and the shape of each. */
export interface Vocabulary<Shapes extends Record<string, z.ZodObject> = Record<string, z.ZodObject>> {
  readonly actor: Actor
  readonly shapes: Shapes
}

/** Declares the events of one actor. The keys are the event names of the trace; the values say what each carries. */
export function vocabulary<const Shapes extends Record<string, z.ZodObject>>(
  actor: Actor,
  shapes: Shapes,
): Vocabulary<Shapes> {
  return { actor, shapes }
}

/** The union of the events that a vocabulary declares. */
export type EventOf<V> =
  V extends Vocabulary<infer Shapes>
    ? { [Name in keyof Shapes & string]: { name: Name } & Fields<z.infer<Shapes[Name]>> }[keyof Shapes & string]
    : never

/** zod infers `Record<string, never>` for an object without fields, which no event with a name would satisfy. */
type Fields<Shape> = string extends keyof Shape ? unknown : Shape

/** When an event happened, for a source that is on a clock of its own and has been aligned. */
export interface Stamp {
  /** Milliseconds on the recorder's clock. */
  readonly at: number
  /** Half the width of the interval in which the true time lies, in milliseconds. */
  readonly uncertaintyMs: number
}

/** Receives events; `stamp` is absent when the event happens as it is told. */
export type Listener<Event> = (event: Event, stamp?: Stamp) => void
