import type { TraceEvent } from '../trace/trace-event.ts'
import type { Judgement } from '../rules/judge.ts'

/** The state that a phone and the app on it are in, as far as a trace tells. */
interface Snapshot {
  app: string
  locked: boolean
  airplane: boolean
  audio: boolean
  cellular: boolean
  /** The state of each, by UUID. */
  readonly calls: Map<string, string>
  /** The type of each that is open, by its id. */
  readonly actions: Map<string, string>
}

/** A change from one state into another. */
export interface Passage {
  readonly from: string
  readonly to: string
  /** The number of the event that has brought it about, from 0. */
  readonly event: number
}

/** What every trace begins with. */
const START = 'terminated'

/**
 * The changes of state in a trace. What a state tells apart is as much as steers well: the app’s own state, whether the phone
 * is locked, offline or in a cellular call, the calls, the audio session, and the actions that are open. With how long a
 * state lasts besides, in four grades, hard defects took twice as many scenarios.
 */
export function passagesOf(events: readonly TraceEvent[]): Passage[] {
  const now: Snapshot = {
    app: START,
    locked: false,
    airplane: false,
    audio: false,
    cellular: false,
    calls: new Map(),
    actions: new Map(),
  }
  const passages: Passage[] = []
  let from = START
  for (const [index, event] of events.entries()) {
    if (!apply(now, event)) continue
    const to = describe(now)
    if (to === from) continue
    passages.push({ from, to, event: index })
    from = to
  }
  return passages
}

/** @returns whether it may have changed anything. */
function apply(now: Snapshot, event: TraceEvent): boolean {
  switch (event.name) {
    case 'app.launch':
    case 'app.state':
      now.app = event.state
      return true
    case 'app.terminate':
      now.app = 'terminated'
      now.audio = false
      now.actions.clear()
      return true
    case 'sys.lock':
      now.locked = true
      return true
    case 'sys.unlock':
      now.locked = false
      return true
    case 'sys.airplaneMode':
      now.airplane = event.on
      return true
    case 'sys.call':
      now.cellular = !event.hasEnded
      return true
    case 'didActivate':
    case 'didDeactivate':
      now.audio = event.name === 'didActivate'
      return true
    case 'cx.callChanged':
      if (event.hasEnded) now.calls.delete(event.uuid)
      else now.calls.set(event.uuid, callState(event))
      return true
    case 'perform':
      now.actions.set(event.action, event.type)
      return true
    case 'fulfill':
    case 'fail':
    case 'timeout':
      return now.actions.delete(event.action)
    default:
      return false
  }
}

function callState(call: { hasConnected: boolean; isOnHold: boolean; outgoing: boolean }): string {
  if (call.hasConnected) return call.isOnHold ? 'held' : 'active'
  return call.outgoing ? 'calling' : 'ringing'
}

function describe({ app, locked, airplane, audio, cellular, calls, actions }: Snapshot): string {
  let state = app
  if (locked) state += ' locked'
  if (airplane) state += ' offline'
  if (audio) state += ' audio'
  if (cellular) state += ' cellular call'
  for (const call of sorted(calls)) state += ` ${call}`
  for (const action of sorted(actions)) state += ` ${action}`
  return state
}

/** Most have one value or none, which a scenario asks for dozens of times. */
function sorted(values: ReadonlyMap<string, string>): Iterable<string> {
  return values.size > 1 ? [...values.values()].sort() : values.values()
}

/** What an exploration has been through. */
export interface Covered {
  readonly states: number
  readonly transitions: number
  /** The rules that a scenario has exercised, in order of their ids. */
  readonly rules: readonly string[]
}

/** Where nothing has led before. */
export interface Fresh {
  readonly states: readonly string[]
  readonly transitions: readonly (readonly [from: string, to: string])[]
  readonly rules: readonly string[]
}

/** Collects where scenarios have led. */
export class Coverage {
  readonly #states = new Set<string>()
  /** The states that each has changed into. */
  readonly #changes = new Map<string, Set<string>>()
  #transitions = 0
  readonly #rules = new Set<string>()

  /** @returns where a scenario has led and none had before. */
  add(passages: readonly Passage[], judgements: readonly Judgement[]): Fresh {
    return {
      states: [START, ...passages.map(({ to }) => to)].filter((state) => this.#enter(state)),
      transitions: passages.flatMap(({ from, to }) => (this.#change(from, to) ? [[from, to] as const] : [])),
      rules: judgements.flatMap(({ rule, verdict }) =>
        verdict !== undefined && this.#exercise(rule.id) ? [rule.id] : [],
      ),
    }
  }

  /** Adds where a search elsewhere has led. */
  merge({ states, transitions, rules }: Fresh): void {
    for (const state of states) this.#enter(state)
    for (const [from, to] of transitions) this.#change(from, to)
    for (const rule of rules) this.#exercise(rule)
  }

  #enter(state: string): boolean {
    if (this.#states.has(state)) return false
    this.#states.add(state)
    return true
  }

  #change(from: string, to: string): boolean {
    let next = this.#changes.get(from)
    if (!next) this.#changes.set(from, (next = new Set()))
    if (next.has(to)) return false
    next.add(to)
    this.#transitions++
    return true
  }

  #exercise(rule: string): boolean {
    const before = this.#rules.size
    this.#rules.add(rule)
    return this.#rules.size > before
  }

  get covered(): Covered {
    return {
      states: this.#states.size,
      transitions: this.#transitions,
      rules: [...this.#rules].toSorted(),
    }
  }
}
