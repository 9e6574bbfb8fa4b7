import type { Clock, Timer } from '../../clock/clock.ts'
import type { Declaration } from '../apps/app-bundle.ts'
import type { CallKitError, CallUpdate } from '../events.ts'
import { has, type Release } from '../releases.ts'
import { isRinging, newCall, type Call } from './call.ts'
import type { CallRegistry } from './call-registry.ts'
import { incomingCallError, missingVoIPBackgroundMode, type IncomingCallErrorCase } from './errors.ts'
import type { Providers } from './providers.ts'

export interface IncomingCallsPorts {
  readonly clock: Clock
  readonly release: Release
  readonly calls: CallRegistry
  readonly providers: Providers
  /** Whether the user's settings keep a call from ringing. */
  filter(update: CallUpdate): IncomingCallErrorCase | undefined
  /** Whether an app's build declares something. */
  declares(bundleId: string, declaration: Declaration): boolean
  /** Nobody has answered in time. */
  unanswered(uuid: string): void
}

/** Incoming calls until somebody answers them, or nobody does. */
export class IncomingCalls {
  readonly #ports: IncomingCallsPorts
  readonly #ringing = new Map<string, Timer>()

  constructor(ports: IncomingCallsPorts) {
    this.#ports = ports
  }

  /** A provider reports a call. @returns why the system does not show it; undefined when it rings. */
  report(call: Pick<Call, 'uuid' | 'bundleId' | 'provider' | 'update'>): CallKitError | undefined {
    const refusal = this.#refusal(call)
    if (refusal) return refusal === 'missingVoIPBackgroundMode' ? missingVoIPBackgroundMode : incomingCallError(refusal)
    const { calls, clock, release, unanswered } = this.#ports
    const { uuid } = call
    calls.add(newCall({ ...call, outgoing: false }))
    this.#ringing.set(
      uuid,
      clock.setTimeout(() => unanswered(uuid), release.figures.ringTimeout.value),
    )
    return undefined
  }

  /** A call has changed, and may ring no more. */
  changed(call: Call): void {
    if (isRinging(call)) return
    this.#ringing.get(call.uuid)?.cancel()
    this.#ringing.delete(call.uuid)
  }

  #refusal({ uuid, bundleId, provider, update }: Parameters<IncomingCalls['report']>[0]) {
    const { calls, providers, filter, declares, release } = this.#ports
    if (!providers.get(bundleId, provider)) return 'unknown'
    if (!declares(bundleId, 'callKitEntitlement')) return 'unentitled'
    if (!declares(bundleId, 'voipBackgroundMode'))
      return has(release, 'missingVoIPBackgroundMode') ? 'missingVoIPBackgroundMode' : 'unentitled'
    return calls.get(uuid) ? 'callUUIDAlreadyExists' : filter(update)
  }
}
