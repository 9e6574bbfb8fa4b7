import type { DeviceRegistry } from '../devices/device-registry.ts'
import type { Environment } from '../environment.ts'
import type { PushRequest } from '../exchange/push-request.ts'
import type { Refusal } from '../reasons.ts'
import type { TokenVerifier } from '../credentials/token-verifier.ts'

/** What the gateway knows when it judges a request. */
export interface GatewayState {
  readonly environment: Environment
  readonly tokens: TokenVerifier
  readonly devices: DeviceRegistry
  /** The topics that the provider keys may push to; `undefined` for all. */
  readonly topics: ReadonlySet<string> | undefined
  /** The calendar that provider tokens are aged by. */
  readonly calendar: () => Date
}

/** One demand on a push: why the request does not meet it, or `undefined` when it does. */
export type Check = (request: PushRequest, gateway: GatewayState) => Refusal | undefined
