import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { perTrace } from './views/per-trace.ts'
import type { EventNamed } from '../trace/trace-event.ts'

type Sending = EventNamed<'apns.request'> | EventNamed<'push.sent'>

/** What the gateway received, and what the provider sent to a gateway that we cannot look into. */
const sendingsOf = perTrace((trace): readonly Sending[] => {
  const received = trace.of('apns.request')
  const known = new Set(received.map(({ push }) => push))
  return [...received, ...trace.of('push.sent').filter(({ push }) => !known.has(push))]
})

/** APNS-HDR-001 */
export const addressAsVoIP: Check = (trace) =>
  sendingsOf(trace).flatMap((sending): Finding[] => {
    if (isOrdinaryNotification(sending)) return []
    const { push, topic, pushType } = sending
    const wrong = [
      pushType !== 'voip' && `apns-push-type is ${pushType ?? 'absent'}, not voip`,
      !isVoIPTopic(topic) && `apns-topic is ${topic ?? 'absent'}, not the bundle id followed by .voip`,
    ].filter((part) => part !== false)
    return [
      wrong.length === 0
        ? finding('pass', `push ${short(push)} was addressed to ${topic} as voip`, [sending])
        : finding('fail', `push ${short(push)}: ${wrong.join(', and ')}`, [sending]),
    ]
  })

/** APNS-SIZE-001 */
export const payloadSize: Check = (trace, { limits }) =>
  sendingsOf(trace).map((sending): Finding => {
    const { push, bytes } = sending
    const limit = limits.payload.value
    const size = `push ${short(push)} has a payload of ${bytes} bytes (limit ${limit} bytes)`
    return bytes <= limit
      ? finding('pass', size, [sending])
      : finding('fail', `${size}; send what does not fit over the connection of the app`, [sending])
  })

/** A backend may send alerts too, by the same gateway; they follow other rules. */
function isOrdinaryNotification({ topic, pushType }: Sending): boolean {
  return topic !== undefined && pushType !== undefined && pushType !== 'voip' && !isVoIPTopic(topic)
}

function isVoIPTopic(topic: string | undefined): boolean {
  return topic?.endsWith('.voip') === true
}
