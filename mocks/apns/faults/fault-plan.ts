import { redactToken } from '../../events/redact.ts'
import { explainFault } from './explain-fault.ts'
import {
  fault as faultSchema,
  type Fault,
  type FaultInput,
  type FaultKind,
  type FaultMatch,
  type FaultOf,
} from './fault.ts'
import { FaultError } from './fault-error.ts'
import { seededRandom } from './random.ts'

/** What a fault may be picky about. */
export interface FaultSubject {
  /** Absent from what has left its connection. */
  readonly connection?: number | undefined
  /** As it is, or redacted. */
  readonly token?: string | undefined
  readonly topic?: string | undefined
  readonly pushType?: string | undefined
  readonly priority?: string | undefined
  readonly collapseId?: string | undefined
}

/** A fault in the plan, and what has come of it. */
export interface ScriptedFault {
  readonly id: number
  readonly fault: Fault
  /** How many requests, connections or deliveries it could have struck. */
  readonly seen: number
  /** How many it has struck. */
  readonly struck: number
  /** What it does, in a sentence, and how often it has. */
  explain(): string
  /** Takes it out of the plan. What it has delayed already still comes late. */
  remove(): void
}

/** A fault that strikes now. */
export interface Strike<Kind extends FaultKind = FaultKind> {
  readonly fault: FaultOf<Kind>
  readonly explanation: string
}

/** Faults that need the frames of a connection, and thus a tap that it is given when it is opened. */
const framed: ReadonlySet<FaultKind> = new Set(['goaway', 'silence', 'withhold', 'slow reader'])

/** The faults that a gateway is scripted with. The same plan, seed and traffic give the same faults. */
export class FaultPlan {
  readonly #random: () => number
  readonly #entries = new Map<number, Entry>()
  #lastId = 0

  /** @param seed For `probability` and jitter. */
  constructor(seed = 0) {
    this.#random = seededRandom(seed)
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0
  }

  /** Whether a connection that is opened now has to be tapped. */
  get needsFrames(): boolean {
    return this.#entries.values().some(({ fault }) => framed.has(fault.fault))
  }

  /** @throws {FaultError} */
  add(input: FaultInput): ScriptedFault {
    const parsed = faultSchema.safeParse(input)
    if (!parsed.success) throw new FaultError(parsed.error)
    const entry = new Entry(++this.#lastId, parsed.data, () => void this.#entries.delete(entry.id))
    this.#entries.set(entry.id, entry)
    return entry
  }

  list(): readonly ScriptedFault[] {
    return [...this.#entries.values()]
  }

  find(id: number): ScriptedFault | undefined {
    return this.#entries.get(id)
  }

  clear(): void {
    this.#entries.clear()
  }

  /** The faults of some kinds that strike the subject, in the order in which they were scripted. */
  strike<const Kind extends FaultKind>(kinds: ReadonlySet<Kind>, subject: FaultSubject): Strike<Kind>[] {
    if (this.isEmpty) return []
    return [...this.#entries.values()].flatMap((entry) => {
      const { fault } = entry
      if (!isOf(fault, kinds) || !entry.strikes(subject, this.#random)) return []
      return [{ fault, explanation: entry.sentence }]
    })
  }

  /** A delay with its jitter, in milliseconds. */
  delay({ ms, jitterMs = 0 }: { ms: number; jitterMs?: number | undefined }): number {
    return ms + this.#random() * jitterMs
  }
}

class Entry implements ScriptedFault {
  readonly id: number
  readonly fault: Fault
  readonly sentence: string
  readonly remove: () => void
  seen = 0
  struck = 0

  constructor(id: number, fault: Fault, remove: () => void) {
    this.id = id
    this.fault = fault
    this.sentence = explainFault(fault)
    this.remove = remove
  }

  strikes(subject: FaultSubject, random: () => number): boolean {
    const { match, after = 0, every = 1, probability = 1, times = Number.POSITIVE_INFINITY } = this.fault
    if (this.struck >= times || !matches(match ?? {}, subject)) return false
    this.seen++
    const turn = this.seen - after
    if (turn <= 0 || turn % every !== 0) return false
    // Not asked without need, so that a plan without probabilities does not depend on the seed.
    if (probability < 1 && random() >= probability) return false
    this.struck++
    return true
  }

  explain(): string {
    return `${this.sentence} (struck ${this.struck} of ${this.seen} so far)`
  }
}

function isOf<Kind extends FaultKind>(fault: Fault, kinds: ReadonlySet<Kind>): fault is FaultOf<Kind> {
  return (kinds as ReadonlySet<FaultKind>).has(fault.fault)
}

function matches(match: FaultMatch, subject: FaultSubject): boolean {
  const { token, ...rest } = match
  return (
    Object.entries(rest).every(([name, value]) => value === undefined || Reflect.get(subject, name) === value) &&
    (token === undefined || isTheSameToken(token, subject.token))
  )
}

/** A fault may be scripted for a token that is only known as it stands in a report. */
function isTheSameToken(wanted: string, token: string | undefined): boolean {
  if (token === undefined) return false
  return wanted.toLowerCase() === token.toLowerCase() || wanted === redactToken(token) || redactToken(wanted) === token
}
