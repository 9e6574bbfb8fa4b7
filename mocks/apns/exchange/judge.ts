import { senderIsAuthenticated } from '../checks/authentication.ts'
import type { Check, GatewayState } from '../checks/check.ts'
import type { Reason, Refusal } from '../reasons.ts'
import type { GatewayRequest } from './gateway-request.ts'

/** What the gateway makes of a request. */
interface Judgement {
  /** `undefined` for a request that is accepted. */
  readonly refusal?: Refusal
  /** Everything that is wrong with a request that is refused, each once, in the order of the checks. */
  readonly violations?: readonly Reason[]
  /** The sender has shown who it is, whatever became of the request. */
  readonly authenticated: boolean
}

/** The first check that a request fails gives the answer; the others only add to what its sender can be told. */
export function judge(request: GatewayRequest, gateway: GatewayState, order: readonly Check[]): Judgement {
  let authenticated = false
  let first: Refusal | undefined
  const violations = new Set<Reason>()
  for (const check of order) {
    const refusal = check(request, gateway)
    if (refusal) {
      first ??= refusal
      violations.add(refusal.reason)
    } else if (check === senderIsAuthenticated) authenticated = true
  }
  return first ? { refusal: first, violations: [...violations], authenticated } : { authenticated }
}
