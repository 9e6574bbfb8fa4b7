import type { Clock } from '../../clock/clock.ts'
import type { CaptureLog } from '../captures/capture-log.ts'
import type { AccountTopics } from '../credentials/account-topics.ts'
import type { TokenUpdates } from '../credentials/token-updates.ts'
import type { ChannelRegistry } from '../channels/channel-registry.ts'
import type { TokenVerifier } from '../credentials/token-verifier.ts'
import type { Delivery } from '../devices/delivery.ts'
import type { DeviceRegistry } from '../devices/device-registry.ts'
import type { GatewayEvent } from '../events.ts'
import type { GatewayRequest } from '../exchange/gateway-request.ts'
import type { FaultPlan } from '../faults/fault-plan.ts'
import type { Reason, Refusal } from '../reasons.ts'
import type { Switches } from '../switches.ts'

/** Whether a gateway serves, cannot for the moment, or is about to end. */
export type Availability = 'available' | 'unavailable' | 'shutting down'

/** What the gateway knows when it judges a request. */
export interface GatewayState {
  readonly clock: Clock
  readonly switches: Switches
  /** Decides whether it serves at all. */
  readonly availability: { state: Availability }
  /** What a device push is put to, in this order. */
  readonly deviceChecks: readonly Check[]
  readonly tokens: TokenVerifier
  readonly tokenUpdates: TokenUpdates
  readonly devices: DeviceRegistry
  readonly delivery: Delivery
  /** Absent when nothing is to be kept. */
  readonly captures: CaptureLog | undefined
  readonly channels: ChannelRegistry
  /** The apps that have the broadcast capability; `undefined` for all. */
  readonly broadcastApps: ReadonlySet<string> | undefined
  readonly faults: FaultPlan
  /** The topics that the provider keys may push to; `undefined` for all. */
  readonly topics: AccountTopics | undefined
  /** The calendar that provider tokens are aged by. */
  readonly calendar: () => Date
  /** Tells whoever listens. The event is made only when somebody does. */
  readonly tell: (event: () => GatewayEvent) => void
}

/** One demand on a request: why the request does not meet it, or `undefined` when it does. */
export type Check = (request: GatewayRequest, gateway: GatewayState) => Refusal | undefined

/** The refusal that a switch stands at. */
export function refuseUnlessAccepted(position: Reason | 'accept'): Refusal | undefined {
  return position === 'accept' ? undefined : { reason: position }
}
