import type { Check, GatewayState } from '../checks/check.ts'
import { refusal, type Answer, type Service } from './answer.ts'
import type { GatewayRequest } from './gateway-request.ts'
import { judge } from './judge.ts'
import { retryAfter } from './retry-after.ts'

/** The answer to a request that passes all checks; its id and the sender's standing are added. */
type Acceptance = Pick<Answer, 'status' | 'body' | 'afterwards'> & { readonly headers?: Answer['headers'] }

interface JudgingOptions {
  /** In the order in which they are made. */
  readonly checks: (gateway: GatewayState) => readonly Check[]
  /** The header in which a request has its id, and in which it is echoed. */
  readonly idHeader: 'apns-id' | 'apns-request-id'
  readonly accept: (request: GatewayRequest, gateway: GatewayState, id: string) => Acceptance
}

/** A service that judges each request by some checks, and accepts those that pass them all. */
export function judgingService({ checks, idHeader, accept }: JudgingOptions): Service {
  return (request, gateway, id) => {
    const { refusal: refused, authenticated, violations } = judge(request, gateway, checks(gateway))
    if (!refused) {
      const { headers, ...accepted } = accept(request, gateway, id)
      return { ...accepted, authenticated, headers: { [idHeader]: id, ...headers } }
    }
    const headers = { [idHeader]: id, ...retryAfter(refused, gateway.switches) }
    return refusal(refused, { authenticated, headers, ...(violations && { violations }) })
  }
}
