import type { CallEndedReason } from '../iphone/events.ts'

/** A call as the backend knows it. */
export interface BackendCall {
  readonly uuid: string
  readonly handle: string
  /** Seen from the app. */
  readonly direction: 'incoming' | 'outgoing'
  readonly state: 'ringing' | 'accepted' | 'ended'
  /** Why it ended, once it has. */
  readonly reason?: CallEndedReason
}

/** The backend's calls by UUID, which are upper case here whatever the app writes. */
export class CallBook {
  readonly #calls = new Map<string, BackendCall>()

  get(uuid: string): BackendCall | undefined {
    return this.#calls.get(uuid.toUpperCase())
  }

  add(call: BackendCall): void {
    this.#calls.set(call.uuid, call)
  }

  /** @returns whether it was ringing. */
  accept(uuid: string): boolean {
    const call = this.get(uuid)
    if (call?.state !== 'ringing') return false
    this.add({ ...call, state: 'accepted' })
    return true
  }

  /** Ends a call once; later reasons do not count. @returns whether it was still going. */
  end(uuid: string, reason: CallEndedReason): boolean {
    const call = this.get(uuid)
    if (!call || call.state === 'ended') return false
    this.add({ ...call, state: 'ended', reason })
    return true
  }
}
