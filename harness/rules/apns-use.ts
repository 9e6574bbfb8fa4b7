import { elapsed, withinLimit } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import { short } from './finding.ts'
import { inspect, type Complaint } from './inspect.ts'
import { callNamedBy, isUUID, mayNameCall } from './push-content.ts'
import { kindOf, type Kind } from './push-kind.ts'
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
 * APNS-USE-002. A second push for a call is not held against a backend unless it says that it tells a change: it may be
 * the same push again, or another call in the same room.
 */
export const cancelElsewhere: Check = (trace, { limits }) =>
  inspect(tellingPushesOf(trace), {
    noun: 'push',
    at: (sending): Sending => sending,
    complain: (sending): Complaint | undefined => {
      const { push } = sending
      const kind = kindsOf(trace).get(sending)
      const name = `push ${short(push)}`
      if (kind?.is === 'end of a call') return { message: `${name}: ${kind.because}; ${ELSEWHERE}` }
      const earlier = kind?.is === 'change of a call' ? earlierPushesOf(trace).get(sending) : undefined
      if (!earlier || kindsOf(trace).get(earlier)?.is === 'change of a call') return undefined
      if (withinLimit(elapsed(earlier, sending), limits.ringTimeout.value) !== 'yes') return undefined
      return { message: `${name} is the second for its call: ${kind?.because}; ${ELSEWHERE}`, proof: [earlier] }
    },
    praise: 'none says that it cancels or changes a call',
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
 * For each push of the backend, the last one before it for the same call on the same device, where a UUID names the call.
 * One that was refused does not count: what comes after it may be the same push, mended.
 */
const earlierPushesOf = perTrace((trace): ReadonlyMap<Sending, Request> => {
  const refused = new Set(
    exchangesOf(trace).flatMap(({ request, answer }) => (answer && answer.status !== 200 ? [request] : [])),
  )
  const last = new Map<string, Request>()
  const earlier = new Map<Sending, Request>()
  for (const request of backendPushesOf(trace)) {
    const call = callNamedBy(request.payload)
    if (!isUUID(call) || refused.has(request)) continue
    const key = `${request.token} ${call}`
    const before = last.get(key)
    if (before) earlier.set(request, before)
    last.set(key, request)
  }
  return earlier
})
