import type { EventName } from './events.ts'
import type { TraceEvent } from './trace-event.ts'

/** What holds for a phone until something else is said, and how many of the latest say it. */
const ofPhone: ReadonlyMap<string, number> = new Map<EventName, number>([
  ['sys.boot', 1],
  ['sys.lock', 1],
  ['sys.unlock', 1],
  ['sys.reboot', 1],
  ['sys.airplaneMode', 1],
  // Each may set something else.
  ['sys.settings', 20],
  ['pk.token', 1],
  ['pk.tokenInvalidated', 1],
  ['server.register', 1],
  ['server.unregister', 1],
])

/** What holds for a process, and with it ends. */
const ofProcess: ReadonlyMap<string, number> = new Map<EventName, number>([
  ['app.launch', 1],
  ['app.terminate', 1],
  // What it was before tells where it was woken from.
  ['app.state', 2],
  // Whether the launch was for the next push, or for the one before.
  ['sys.deliver', 1],
  ['pk.registry', 5],
  // What was entered once can be entered again.
  ['pk.enter', 1],
  ['pk.return', 1],
  ['cx.provider.init', 10],
  ['cx.invalidate', 10],
  ['link.open', 1],
  ['server.subscribe', 1],
  ['server.unsubscribe', 1],
  ['av.setCategory', 1],
  ['av.setActive', 1],
  ['didActivate', 1],
  ['didDeactivate', 1],
  ['audio.io.start', 1],
  ['audio.io.stop', 1],
  ['audio.input.mute', 1],
])

/** The events of a trace that still say how things stand, however long ago they were. */
export class StandingEvents {
  readonly #latest = new Map<string, readonly TraceEvent[]>()

  note(event: TraceEvent): void {
    if (event.name === 'app.launch' || event.name === 'app.terminate')
      for (const name of ofProcess.keys()) this.#latest.delete(name)
    const count = ofPhone.get(event.name) ?? ofProcess.get(event.name)
    if (count !== undefined)
      this.#latest.set(event.name, [...(this.#latest.get(event.name) ?? []), event].slice(-count))
  }

  /** Whether an app runs, as far as its launch and its end have been told. */
  get isRunning(): boolean {
    return this.#latest.has('app.launch')
  }

  get events(): readonly TraceEvent[] {
    return [...this.#latest.values()].flat()
  }
}
