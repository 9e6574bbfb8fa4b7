import { short } from './finding.ts'
import { inspect } from './inspect.ts'
import type { Check } from './rule.ts'
import { exchangesOf } from './views/exchanges.ts'

/**
 * What APNs says of the wrong host. Not `BadDeviceToken`: a token that nobody knows gets that too, so only the gateway
 * that knows the token can tell. Apple's documentation spells the second with `KeyId`; clients have met it without.
 */
const reasons = ['BadCertificateEnvironment', 'BadEnvironmentKeyInToken', 'BadEnvironmentKeyIdInToken']

/** APNS-ENV-001 */
export const matchEnvironment: Check = (trace) => [
  ...inspect(
    exchangesOf(trace).filter(
      ({ request, answer }) => request.tokenEnvironment !== undefined || isWrongHost(answer?.reason),
    ),
    {
      noun: 'push',
      at: ({ request }) => request,
      complain: ({ request, answer }) => {
        const { push, environment, tokenEnvironment } = request
        if (isWrongHost(answer?.reason))
          return { message: `push ${short(push)} was refused: ${answer?.reason}; ${ADVICE}`, proof: [answer] }
        if (environment === undefined || tokenEnvironment === environment) return undefined
        const message = `push ${short(push)} went to ${environment}, but its token belongs to ${tokenEnvironment}; ${ADVICE}`
        return { message, proof: [answer] }
      },
      praise: 'sent where its token belongs',
    },
  ),
  ...inspect(
    trace.of('apns.goaway').filter(({ reason }) => isWrongHost(reason)),
    {
      noun: 'connection',
      at: (goaway) => goaway,
      complain: ({ connection, reason }) => ({
        message: `connection ${connection} was sent away: ${reason}; ${ADVICE}`,
      }),
      praise: '',
    },
  ),
]

const ADVICE = 'keep the environment of a build with the token that it registers'

function isWrongHost(reason: string | undefined): boolean {
  return reason !== undefined && reasons.includes(reason)
}
