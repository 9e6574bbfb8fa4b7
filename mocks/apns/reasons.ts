/**
 * The status that belongs to each `reason` that a device push can be refused with.
 *
 * @see https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
export const statusOf = {
  BadCertificate: 403,
  BadCertificateEnvironment: 403,
  BadCollapseId: 400,
  BadDeviceToken: 400,
  BadExpirationDate: 400,
  BadMessageId: 400,
  BadPath: 404,
  BadPriority: 400,
  BadTopic: 400,
  DeviceTokenNotForTopic: 400,
  DuplicateHeaders: 400,
  ExpiredProviderToken: 403,
  InvalidProviderToken: 403,
  InvalidPushType: 400,
  MethodNotAllowed: 405,
  MissingDeviceToken: 400,
  MissingProviderToken: 403,
  MissingTopic: 400,
  PayloadEmpty: 400,
  PayloadTooLarge: 413,
  TopicDisallowed: 400,
  Unregistered: 410,
} as const satisfies Record<string, number>

export type Reason = keyof typeof statusOf

/** Why a push is not accepted. */
export interface Refusal {
  readonly reason: Reason
  /** For `Unregistered`: when the token stopped being valid, in milliseconds since 1970. */
  readonly timestamp?: number
}
