import type { CallEndedReason } from '../events.ts'
import type { Call, EndedBy } from './call.ts'

/** The calls of the whole phone, of every app: what callservicesd keeps. */
export class CallRegistry {
  readonly #calls = new Map<string, Call>()
  #live: readonly Call[] | undefined
  readonly #changed: (call: Call, before: Call | undefined) => void

  /** @param changed Told after every change, ended calls included, with what the call was before. */
  constructor(changed: (call: Call, before: Call | undefined) => void) {
    this.#changed = changed
  }

  /** Calls that have not ended, oldest first: the same array until something changes. */
  get live(): readonly Call[] {
    return (this.#live ??= [...this.#calls.values()])
  }

  get(uuid: string): Call | undefined {
    return this.#calls.get(uuid)
  }

  of(bundleId: string): readonly Call[] {
    return this.live.filter((call) => call.bundleId === bundleId)
  }

  add(call: Call): void {
    this.#calls.set(call.uuid, call)
    this.#tell(call, undefined)
  }

  /** Changes a live call; one that has ended meanwhile stays as it was. */
  change(uuid: string, changes: Partial<Omit<Call, 'uuid' | 'endedBy' | 'reason'>>): void {
    const call = this.#calls.get(uuid)
    if (!call) return
    const changed = { ...call, ...changes }
    this.#calls.set(uuid, changed)
    this.#tell(changed, call)
  }

  /** @returns whether there was such a call. */
  end(uuid: string, endedBy: EndedBy, reason?: CallEndedReason): boolean {
    const call = this.#calls.get(uuid)
    if (!call) return false
    this.#calls.delete(uuid)
    this.#tell({ ...call, endedBy, ...(reason && { reason }) }, call)
    return true
  }

  #tell(call: Call, before: Call | undefined): void {
    this.#live = undefined
    this.#changed(call, before)
  }
}
