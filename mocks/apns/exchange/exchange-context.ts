import type { GatewayState } from '../checks/check.ts'
import type { GoAway } from '../connection/go-away.ts'
import type { Answer } from './answer.ts'
import type { RequestOrigin } from './gateway-request.ts'

/** What an exchange can do to the connection that it takes place on. */
export interface ServedConnection {
  readonly isSilent: boolean
  /** Whether a stream will be served: not, once a GOAWAY has said that it won't. */
  serves(stream: number): boolean
  /** Told of each answer, before it goes out. */
  answered(answer: Answer): void
  goAway(goAway: Partial<GoAway>): void
  cut(): void
  fallSilent(): void
}

/** What an exchange needs to know of where it takes place. */
export interface ExchangeContext {
  readonly gateway: GatewayState
  readonly connection: ServedConnection
  readonly origin: RequestOrigin
  /** How long the client may take to send its request, in milliseconds. */
  readonly patienceMs: number
}
