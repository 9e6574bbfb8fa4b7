import { randomUUID } from 'node:crypto'
import type { Clock } from '../../clock/clock.ts'
import { connect } from './action-effects.ts'
import { newCall } from './call.ts'
import type { CallRegistry } from './call-registry.ts'
import type { IncomingCalls } from './incoming-calls.ts'
import { isTelephony, TELEPHONY } from './telephony.ts'

export interface CellularCallsPorts {
  readonly clock: Clock
  readonly calls: CallRegistry
  readonly incoming: IncomingCalls
  /** A call is to be started: whoever talks is held first. */
  makeRoom(uuid: string): void
}

/** Calls over the mobile network, which belong to no app and stand in every app's way. */
export class CellularCalls {
  readonly #ports: CellularCallsPorts

  constructor(ports: CellularCallsPorts) {
    this.#ports = ports
  }

  /** Somebody calls. @returns the call's UUID, or undefined when the user's settings keep it from ringing. */
  receive(handle: string): string | undefined {
    const call = cellular(handle)
    return this.#ports.incoming.report(call) ? undefined : call.uuid
  }

  /** The user calls somebody. @returns the call's UUID. */
  dial(handle: string): string {
    const call = cellular(handle)
    this.#ports.makeRoom(call.uuid)
    this.#ports.calls.add(newCall({ ...call, outgoing: true }))
    return call.uuid
  }

  /** Whoever the user calls picks up. @returns whether there was such a call. */
  answer(): boolean {
    const { calls, clock } = this.#ports
    const dialled = calls.live.filter((call) => isTelephony(call) && call.outgoing && !call.hasConnected)
    for (const { uuid } of dialled) connect(uuid, clock.now(), calls)
    return dialled.length > 0
  }

  /** Calls end at the other end, or with the radio: one, or all. @returns whether there was such a call. */
  end(uuid?: string): boolean {
    const { calls } = this.#ports
    const ended = calls.live.filter((call) => isTelephony(call) && (uuid === undefined || call.uuid === uuid))
    for (const call of ended) calls.end(call.uuid, 'app')
    return ended.length > 0
  }
}

function cellular(handle: string) {
  const { bundleId, id: provider } = TELEPHONY
  const update = { remoteHandle: { type: 'phoneNumber', value: handle } } as const
  return { uuid: randomUUID().toUpperCase(), bundleId, provider, update }
}
