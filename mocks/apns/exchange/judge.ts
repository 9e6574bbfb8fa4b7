import { senderIsAuthenticated } from '../checks/authentication.ts'
import type { GatewayState } from '../checks/check.ts'
import { checkOrder } from '../checks/order.ts'
import type { PushRequest } from './push-request.ts'
import type { Refusal } from '../reasons.ts'

/** What the gateway makes of a request. */
export interface Judgement {
  /** `undefined` for a push that is accepted. */
  readonly refusal: Refusal | undefined
  /** The sender has shown who it is, whatever became of the push. */
  readonly authenticated: boolean
}

export function judge(request: PushRequest, gateway: GatewayState): Judgement {
  let authenticated = false
  for (const check of checkOrder) {
    const refusal = check(request, gateway)
    if (refusal) return { refusal, authenticated }
    if (check === senderIsAuthenticated) authenticated = true
  }
  return { refusal: undefined, authenticated }
}
