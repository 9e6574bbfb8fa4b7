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

/**
 * The states that a trace passes through: the app’s, whether the phone is locked, offline or in a cellular call, the calls,
 * the audio session, and the actions that are open.
 */
export function statesOf(events: Iterable<TraceEvent>): string[] {
  const now: Snapshot = {
    app: 'terminated',
    locked: false,
    airplane: false,
    audio: false,
    cellular: false,
    calls: new Map(),
    actions: new Map(),
  }
  const states = [describe(now)]
  for (const event of events) {
    if (!apply(now, event)) continue
    const state = describe(now)
    if (state !== states.at(-1)) states.push(state)
  }
  return states
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
  const parts = [
    app,
    ...(locked ? ['locked'] : []),
    ...(airplane ? ['offline'] : []),
    ...(audio ? ['audio'] : []),
    ...(cellular ? ['cellular call'] : []),
    ...[...calls.values()].toSorted(),
    ...[...actions.values()].toSorted(),
  ]
  return parts.join(' ')
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

/** There are never so many states. */
const MOST_STATES = 2 ** 24

/** Collects where scenarios have led. */
export class Coverage {
  /** Their numbers. */
  readonly #states = new Map<string, number>()
  /** The number of the one state times {@link MOST_STATES}, and that of the other. */
  readonly #transitions = new Set<number>()
  readonly #rules = new Set<string>()

  /** @returns where a scenario has led and none had before. */
  add(events: readonly TraceEvent[], judgements: readonly Judgement[]): Fresh {
    const passed = statesOf(events)
    return {
      states: passed.filter((state) => this.#enter(state)),
      transitions: passed
        .map((to, index) => [passed[index - 1], to] as const)
        .filter((step): step is [string, string] => step[0] !== undefined && this.#change(step[0], step[1])),
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
    this.#states.set(state, this.#states.size)
    return true
  }

  #change(from: string, to: string): boolean {
    const before = this.#transitions.size
    this.#transitions.add((this.#states.get(from) ?? 0) * MOST_STATES + (this.#states.get(to) ?? 0))
    return this.#transitions.size > before
  }

  #exercise(rule: string): boolean {
    const before = this.#rules.size
    this.#rules.add(rule)
    return this.#rules.size > before
  }

  get covered(): Covered {
    return {
      states: this.#states.size,
      transitions: this.#transitions.size,
      rules: [...this.#rules].toSorted(),
    }
  }
}
