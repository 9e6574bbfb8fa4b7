import { short } from './finding.ts'
import { inspect } from './inspect.ts'
import type { Check } from './rule.ts'
import { exchangesOf, type Exchange } from './views/exchanges.ts'
import { perTrace } from './views/per-trace.ts'

/**
 * What APNs says of the wrong host. Not `BadDeviceToken`: a token that nobody knows gets that too, so only the gateway
 * that knows the token can tell. Apple's documentation spells the second with `KeyId`; clients have met it without.
 */
const reasons = ['BadCertificateEnvironment', 'BadEnvironmentKeyInToken', 'BadEnvironmentKeyIdInToken']

/**
 * APNS-ENV-001. A backend that was never told the environment of a token may find it out: it tries both hosts, and keeps
 * to the one where the token is good.
 */
export const matchEnvironment: Check = (trace, { limits }) => [
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
        const home = acceptedOf(trace).get(request.token)
        if (home && request.at - home.at <= limits.answerUnderway.value) return undefined
        if (home)
          return {
            message: `push ${short(push)} went to ${environment}, although APNs had taken its token for ${tokenEnvironment}; remember what was found out`,
            outcome: 'deviates',
            proof: [home, answer],
          }
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

/** By token, the first of its pushes that was accepted where it belongs. */
const acceptedOf = perTrace((trace) => {
  const accepted = new Map<string | undefined, Exchange['request']>()
  for (const { request, answer } of exchangesOf(trace)) {
    const { environment, tokenEnvironment, token } = request
    const isHome = environment !== undefined && environment === tokenEnvironment
    if (isHome && answer?.status === 200 && !accepted.has(token)) accepted.set(token, request)
  }
  return accepted
})

const ADVICE = 'keep the environment of a build with the token that it registers'

function isWrongHost(reason: string | undefined): boolean {
  return reason !== undefined && reasons.includes(reason)
}
