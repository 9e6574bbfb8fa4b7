import type { EventName } from '../trace/events.ts'
import type { Trace } from '../trace/trace.ts'
import type { LimitName, Limits } from './limits.ts'

export type Level = 'MUST' | 'SHOULD'

/**
 * What a rule says about one thing that it looked at: one push, one action, one call. `fail` and `deviates` differ in
 * weight only where a rule grades by itself; otherwise a broken SHOULD deviates and a broken MUST fails.
 */
export interface Finding {
  readonly outcome: 'pass' | 'fail' | 'deviates' | 'inconclusive'
  /** What was seen, in one sentence that a person can act on. */
  readonly message: string
  /** Sequence numbers of the events that prove it, in order. */
  readonly events: readonly number[]
  readonly measuredMs?: number
  readonly limitMs?: number
}

/** What a judge knows besides the trace. */
export interface Circumstances {
  /** iOS release, such as `18.2`. */
  readonly release: string
  readonly limits: Limits
  /** How the app means to answer: the two customs that the field disagrees on. */
  readonly answerPolicy: 'fulfill-when-connected' | 'fulfill-at-once'
  /** Whether the app says that its microphone is the one that the trace tells of. */
  readonly showsMute?: boolean
}

/**
 * Judges a trace. No finding at all means that the trace held nothing to judge. A pure function: the same trace and
 * circumstances always give the same findings.
 */
export type Check = (trace: Trace, circumstances: Circumstances) => Finding[]

/** One duty that the platform puts on an app or its backend. */
export interface Rule {
  readonly id: string
  readonly level: Level
  readonly title: string
  /** The duty in our own words. */
  readonly requirement: string
  /** Keys of {@link sources}. */
  readonly sources: readonly string[]
  /** First and last iOS release that it holds for; `last` is absent while it still does. */
  readonly releases: { readonly first: string; readonly last?: string }
  /** Evidence tiers, strongest first, such as `A+B+D`. */
  readonly evidence: string
  /** Events without which it cannot be judged: a trace from an observer that cannot see them does not exercise it. */
  readonly observes: readonly EventName[]
  /** What it measures against, the one that it is about first. */
  readonly limits?: readonly LimitName[]
  /** Whether there is anything to judge under the circumstances; always, unless given. */
  readonly applies?: (circumstances: Circumstances) => boolean
  /** Absent for a rule that nobody can judge yet: a gap, shown as one. */
  readonly check?: Check
}
