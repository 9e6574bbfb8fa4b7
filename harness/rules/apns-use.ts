import { elapsed, withinLimit } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import { short } from './finding.ts'
import { inspect, type Complaint } from './inspect.ts'
import { callNamedBy, differences, kindOf, mayNameCall } from './push-content.ts'
import type { Check } from './rule.ts'
import { perTrace } from './views/per-trace.ts'
import { backendPushesOf, tellingPushesOf, type Sending } from './views/sendings.ts'

/**
 * APNS-USE-001. A payload that says nothing of its kind is taken for a call: every backend has a shape of its own. One
 * that says it is something else, and yet may name a call, leaves it open.
 */
export const announceCallsOnly: Check = (trace) =>
  inspect(tellingPushesOf(trace), {
    noun: 'push',
    at: (sending): Sending => sending,
    complain: ({ push, payload }): Complaint | undefined => {
      const kind = kindOf(payload)
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
      const kind = kindOf(payload)
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

/** For each push of the backend, the last one before it for the same call on the same device. */
const earlierPushesOf = perTrace((trace): ReadonlyMap<Sending, EventNamed<'apns.request'>> => {
  const last = new Map<string, EventNamed<'apns.request'>>()
  const earlier = new Map<Sending, EventNamed<'apns.request'>>()
  for (const request of backendPushesOf(trace)) {
    const call = callNamedBy(request.payload)
    if (call === undefined) continue
    const key = `${request.token} ${call}`
    const before = last.get(key)
    if (before) earlier.set(request, before)
    last.set(key, request)
  }
  return earlier
})
