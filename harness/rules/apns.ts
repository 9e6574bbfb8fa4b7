import { microseconds } from '../trace/margin.ts'
import { short } from './finding.ts'
import { inspect, type Complaint } from './inspect.ts'
import type { Check } from './rule.ts'
import { isOrdinaryNotification, isVoIPTopic, sendingsOf, voipPushesOf, type Sending } from './views/sendings.ts'

/** An expiration is in whole seconds: one that was rounded up is not longer for it. */
const ROUNDING_MS = 1000

/** APNS-HDR-001 */
export const addressAsVoIP: Check = (trace) =>
  inspect(callPushes(sendingsOf(trace)), {
    noun: 'push',
    at: itself,
    complain: ({ push, topic, pushType }) => {
      const wrong = [
        pushType !== 'voip' && `apns-push-type is ${pushType ?? 'absent'}, not voip`,
        !isVoIPTopic(topic) && `apns-topic is ${topic ?? 'absent'}, not the bundle id followed by .voip`,
      ].filter((part) => part !== false)
      return wrong.length === 0 ? undefined : { message: `push ${short(push)}: ${wrong.join(', and ')}` }
    },
    praise: 'addressed as voip to a topic that ends in .voip',
  })

/** APNS-HDR-002. Without the header, APNs takes 10 (Apple: "the default"): that breaks nothing. */
export const sendAtOnce: Check = (trace) =>
  inspect(voipPushesOf(trace), {
    noun: 'push',
    at: itself,
    complain: ({ push, priority }) =>
      priority === undefined || Number(priority) === 10
        ? undefined
        : { message: `push ${short(push)}: apns-priority is ${priority}, which lets APNs hold a call back; send 10` },
    praise: 'apns-priority is 10, or absent, which means 10',
  })

/** APNS-HDR-003 */
export const expireWithTheRing: Check = (trace, { limits }) =>
  inspect(voipPushesOf(trace), {
    noun: 'push',
    at: itself,
    complain: (sending) => longExpiration(sending, limits.ringTimeout.value),
    praise: 'not kept for longer than a phone rings',
  })

/** APNS-SIZE-001 */
export const payloadSize: Check = (trace, { limits }) =>
  inspect(callPushes(sendingsOf(trace)), {
    noun: 'push',
    at: itself,
    complain: ({ push, bytes }) =>
      bytes <= limits.payload.value
        ? undefined
        : {
            message: `push ${short(push)} has a payload of ${bytes} bytes (limit ${limits.payload.value} bytes); send what does not fit over the connection of the app`,
          },
    praise: `no payload is larger than ${limits.payload.value} bytes`,
  })

function longExpiration(sending: Sending, limitMs: number): Complaint | undefined {
  const name = `push ${short(sending.push)}`
  if (sending.expiration === undefined)
    return { message: `${name} has no apns-expiration, so APNs may keep a call for up to 30 days; send 0` }
  const expiration = Number(sending.expiration)
  if (expiration === 0) return undefined
  const date = sending.name === 'apns.request' ? sending.date : undefined
  if (date === undefined)
    return {
      message: `${name} expires at ${expiration}, and the trace does not say when it was sent`,
      outcome: 'inconclusive',
    }
  const measuredMs = microseconds((expiration - date) * 1000)
  if (measuredMs <= limitMs + ROUNDING_MS) return undefined
  const message = `${name} expires ${measuredMs} ms after it was sent (limit ${limitMs} ms): the call will be over long before; send 0`
  return { message, measure: { measuredMs, limitMs } }
}

/** All but those that are certain to be something else: a call that was addressed as nothing is still one. */
function callPushes(sendings: readonly Sending[]): readonly Sending[] {
  return sendings.filter((sending) => !isOrdinaryNotification(sending))
}

function itself(sending: Sending): Sending {
  return sending
}
