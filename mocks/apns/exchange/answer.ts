import type { GatewayState } from '../checks/check.ts'
import { statusOf, type Reason, type Refusal } from '../reasons.ts'
import type { GatewayRequest } from './gateway-request.ts'

/** What the gateway makes of a request. */
export interface Answer {
  readonly status: number
  readonly reason?: Reason
  /** Besides `:status`; the request's id is among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Everything that is wrong with a request that was refused; `reason` is the first of it. */
  readonly violations?: readonly Reason[]
  /** The sender has shown who it is, whatever became of the request. */
  readonly authenticated: boolean
  /** What follows once the answer is out. */
  readonly afterwards?: () => void
}

/** Answers the requests of one of the things that can be asked of APNs. @param id The request's id, to be echoed. */
export type Service = (request: GatewayRequest, gateway: GatewayState, id: string) => Answer

/** The answer to a request that is refused. */
export function refusal(
  { reason, timestamp }: Refusal,
  rest: Pick<Answer, 'authenticated' | 'violations'> & { headers: Answer['headers'] },
): Answer {
  return {
    ...rest,
    status: statusOf[reason],
    reason,
    headers: { ...rest.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ reason, ...(timestamp !== undefined && { timestamp }) }),
  }
}
