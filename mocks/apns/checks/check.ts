import type { Clock } from '../../clock/clock.ts'
import type { CaptureLog } from '../captures/capture-log.ts'
import type { TokenVerifier } from '../credentials/token-verifier.ts'
import type { Delivery } from '../devices/delivery.ts'
import type { DeviceRegistry } from '../devices/device-registry.ts'
import type { GatewayEvent } from '../events.ts'
import type { GatewayRequest } from '../exchange/gateway-request.ts'
import type { FaultPlan } from '../faults/fault-plan.ts'
import type { Refusal } from '../reasons.ts'
import type { Switches } from '../switches.ts'

/** What the gateway knows when it judges a request. */
export interface GatewayState {
  readonly clock: Clock
  readonly switches: Switches
  readonly tokens: TokenVerifier
  readonly devices: DeviceRegistry
  readonly delivery: Delivery
  /** Absent when nothing is to be kept. */
  readonly captures: CaptureLog | undefined
  readonly faults: FaultPlan
  /** The topics that the provider keys may push to; `undefined` for all. */
  readonly topics: ReadonlySet<string> | undefined
  /** The calendar that provider tokens are aged by. */
  readonly calendar: () => Date
  /** Tells whoever listens. The event is made only when somebody does. */
  readonly tell: (event: () => GatewayEvent) => void
}

/** One demand on a request: why the request does not meet it, or `undefined` when it does. */
export type Check = (request: GatewayRequest, gateway: GatewayState) => Refusal | undefined
