import type { TraceEvent } from '../trace/trace-event.ts'

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

/** A state, by what it is called: there is one object for each, so that it is found by itself and not by a long name. */
export class State {
  readonly name: string
  readonly #more = new Map<string, State>()

  constructor(name: string) {
    this.name = name
  }

  /** The state that has one thing more. */
  with(what: string): State {
    let state = this.#more.get(what)
    if (!state) this.#more.set(what, (state = new State(this.name === '' ? what : `${this.name} ${what}`)))
    return state
  }
}

/** A change from one state into another. */
export interface Passage {
  readonly from: State
  readonly to: State
  /** The number of the event that has brought it about, from 0. */
  readonly event: number
}

const nothing = new State('')

/** What every trace begins with. */
export const START = nothing.with('terminated')

/**
 * The changes of state in a trace. What a state tells apart is as much as steers well: the app’s own state, whether the phone
 * is locked, offline or in a cellular call, the calls, the audio session, and the actions that are open. With how long a
 * state lasts besides, in four grades, hard defects took twice as many scenarios.
 */
export function passagesOf(events: readonly TraceEvent[]): Passage[] {
  const now: Snapshot = {
    app: START.name,
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
    const to = stateOf(now)
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

function stateOf({ app, locked, airplane, audio, cellular, calls, actions }: Snapshot): State {
  let state = nothing.with(app)
  if (locked) state = state.with('locked')
  if (airplane) state = state.with('offline')
  if (audio) state = state.with('audio')
  if (cellular) state = state.with('cellular call')
  for (const call of sorted(calls)) state = state.with(call)
  for (const action of sorted(actions)) state = state.with(action)
  return state
}

/** Most have one value or none, which a scenario asks for dozens of times. */
function sorted(values: ReadonlyMap<string, string>): Iterable<string> {
  return values.size > 1 ? [...values.values()].sort() : values.values()
}
