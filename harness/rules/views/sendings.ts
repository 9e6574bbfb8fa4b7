import type { EventNamed } from '../../trace/trace-event.ts'
import { isBare } from '../push-content.ts'
import { perTrace } from './per-trace.ts'

/** A push as it was asked for. */
export type Sending = EventNamed<'apns.request'> | EventNamed<'push.sent'>

/** What the gateway received for devices. */
export const receivedOf = perTrace((trace) =>
  trace.of('apns.request').filter(({ service = 'device' }) => service === 'device'),
)

/** What the gateway received for devices, and what the provider sent to a gateway that we cannot look into. */
export const sendingsOf = perTrace((trace): readonly Sending[] => {
  const received = receivedOf(trace)
  const sent = trace.of('push.sent')
  if (sent.length === 0) return received
  const known = new Set(received.map(({ push }) => push))
  return [...received, ...sent.filter(({ push }) => !known.has(push))]
})

/** The pushes that are meant to be VoIP pushes, by their push type or their topic. */
export const voipPushesOf = perTrace((trace): readonly Sending[] => sendingsOf(trace).filter(isVoIPPush))

/** What the harness has sent itself, by push. */
const ownOf = perTrace((trace) => new Map(trace.of('push.sent').map((sent) => [sent.push, sent])))

/**
 * The VoIP pushes whose payload tells what the backend does: those that the harness has made wrong on purpose say
 * nothing about it, nor do those of a capture that an app is put to the test with, nor those that nobody could read.
 */
export const tellingPushesOf = perTrace((trace): readonly Sending[] =>
  voipPushesOf(trace).filter(({ push, payload }) => {
    const own = ownOf(trace).get(push)
    return payload !== undefined && own?.malformation === undefined && !own?.replayed
  }),
)

/** … and of those the ones that are the backend's own: the harness sends a push twice to see what the app does. */
export const backendPushesOf = perTrace((trace) =>
  tellingPushesOf(trace)
    .filter((sending) => sending.name === 'apns.request')
    .filter(({ push }) => !ownOf(trace).has(push)),
)

/** A backend may send alerts too, by the same gateway; they follow other rules. */
export function isOrdinaryNotification(sending: Sending): boolean {
  return sending.topic !== undefined && !isVoIPPush(sending)
}

export function isVoIPTopic(topic: string | undefined): boolean {
  return topic?.endsWith('.voip') === true
}

/**
 * A bundle ID may itself end in `.voip`, so what the gateway knows of the token comes before what the topic looks like.
 * Where it knows nothing, an alert that says so and has nothing for the app is one.
 */
function isVoIPPush(sending: Sending): boolean {
  const { topic, pushType, payload } = sending
  if (pushType === 'voip') return true
  const deviceType = sending.name === 'apns.request' ? sending.deviceType : undefined
  if (deviceType !== undefined) return deviceType === 'voip'
  return isVoIPTopic(topic) && !(pushType === 'alert' && isBare(payload) && payload.aps?.['alert'] !== undefined)
}
