interface PushTypeRules {
  /** What the `apns-topic` of such a push has after the bundle ID. */
  readonly topicSuffix: string
  /** The largest payload, in bytes. */
  readonly payloadLimit: number
}

/**
 * The values of `apns-push-type` and what each asks of the rest of the request.
 *
 * @see https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
 */
export const pushTypes = {
  alert: { topicSuffix: '', payloadLimit: 4096 },
  background: { topicSuffix: '', payloadLimit: 4096 },
  complication: { topicSuffix: '.complication', payloadLimit: 4096 },
  controls: { topicSuffix: '.push-type.controls', payloadLimit: 4096 },
  fileprovider: { topicSuffix: '.pushkit.fileprovider', payloadLimit: 4096 },
  liveactivity: { topicSuffix: '.push-type.liveactivity', payloadLimit: 4096 },
  location: { topicSuffix: '.location-query', payloadLimit: 4096 },
  mdm: { topicSuffix: '', payloadLimit: 4096 },
  pushtotalk: { topicSuffix: '.voip-ptt', payloadLimit: 4096 },
  voip: { topicSuffix: '.voip', payloadLimit: 5120 },
  widgets: { topicSuffix: '.push-type.widgets', payloadLimit: 4096 },
} as const satisfies Record<string, PushTypeRules>

export type PushType = keyof typeof pushTypes

const rules: readonly PushTypeRules[] = Object.values(pushTypes)
const types = Object.keys(pushTypes).filter(isPushType)

/** No payload of any type may be larger, in bytes. */
export const largestPayload = Math.max(...rules.map((type) => type.payloadLimit))

export function isPushType(value: string): value is PushType {
  return Object.hasOwn(pushTypes, value)
}

/** The suffix by which a topic asks for a push type, empty for a bare bundle ID. */
export function suffixOf(topic: string): string {
  return pushTypes[typeOfTopic(topic)].topicSuffix
}

/** The push type that a topic asks for by its suffix, `alert` for a bare bundle ID. */
export function typeOfTopic(topic: string): PushType {
  return (
    types.find((type) => pushTypes[type].topicSuffix !== '' && topic.endsWith(pushTypes[type].topicSuffix)) ?? 'alert'
  )
}
