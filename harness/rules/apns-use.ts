import { elapsed, withinLimit } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import { short } from './finding.ts'
import { inspect, type Complaint } from './inspect.ts'
import { callNamedBy, differences, kindOf, mayNameCall, type Kind } from './push-content.ts'
import type { Check } from './rule.ts'
import { exchangesOf } from './views/exchanges.ts'
import { perTrace } from './views/per-trace.ts'
import { backendPushesOf, tellingPushesOf, type Sending } from './views/sendings.ts'

type Request = EventNamed<'apns.request'>

/**
 * APNS-USE-001. A payload that says nothing of its kind is taken for a call: every backend has a shape of its own. One
 * that says it is something else, and yet may name a call, leaves it open.
 */
export const announceCallsOnly: Check = (trace) =>
  inspect(tellingPushesOf(trace), {
    noun: 'push',
    at: (sending): Sending => sending,
    complain: (sending): Complaint | undefined => {
      const { push, payload } = sending
      const kind = kindsOf(trace).get(sending)
      if (kind?.is !== 'no call') return undefined
      const name = `push ${short(push)}: ${kind.because}`
      return mayNameCall(payload)
        ? { message: `${name}, although it may name a call`, outcome: 'inconclusive' }
        : { message: `${name}, and nothing in it names a call; send it as an ordinary notification` }
    },
    praise: 'none says that it is anything but a call',
  })

/**
 * APNS-USE-002. A push that says the same as one before is a duplicate, not a cancellation: backends send again what was
 * not answered.
 */
export const cancelElsewhere: Check = (trace, { limits }) =>
  inspect(tellingPushesOf(trace), {
    noun: 'push',
    at: (sending): Sending => sending,
    complain: (sending): Complaint | undefined => {
      const { push, payload } = sending
      const kind = kindsOf(trace).get(sending)
      if (kind?.is === 'end of a call') return { message: `push ${short(push)}: ${kind.because}; ${ELSEWHERE}` }
      const earlier = earlierPushesOf(trace).get(sending)
      if (!earlier || withinLimit(elapsed(earlier, sending), limits.ringTimeout.value) !== 'yes') return undefined
      const changed = differences(earlier.payload, payload)
      if (changed.length === 0) return undefined
      const message = `push ${short(push)} is the second for its call and changes ${changed.join(', ')}; ${ELSEWHERE}`
      return { message, proof: [earlier] }
    },
    praise: 'none cancels or changes a call',
  })

const ELSEWHERE = 'tell it over the connection of the app, or by an ordinary notification'

const kindsOf = perTrace(
  (trace): ReadonlyMap<Sending, Kind> =>
    new Map(
      tellingPushesOf(trace).flatMap((sending): [Sending, Kind][] => {
        const kind = kindOf(sending.payload)
        return kind ? [[sending, kind]] : []
      }),
    ),
)

/**
 * For each push of the backend, the last one before it for the same call on the same device. One that was refused does
 * not count: what comes after it may be the same push, mended.
 */
const earlierPushesOf = perTrace((trace): ReadonlyMap<Sending, Request> => {
  const refused = new Set(
    exchangesOf(trace).flatMap(({ request, answer }) => (answer && answer.status !== 200 ? [request] : [])),
  )
  const last = new Map<string, Request>()
  const earlier = new Map<Sending, Request>()
  for (const request of backendPushesOf(trace)) {
    const call = callNamedBy(request.payload)
    if (call === undefined || refused.has(request)) continue
    const key = `${request.token} ${call}`
    const before = last.get(key)
    if (before) earlier.set(request, before)
    last.set(key, request)
  }
  return earlier
})
