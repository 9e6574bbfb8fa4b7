/**
 * The status that belongs to each `reason` that a device push can be refused with.
 *
 * @see https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
export const deviceStatusOf = {
  BadCertificate: 403,
  BadCertificateEnvironment: 403,
  BadCollapseId: 400,
  BadDeviceToken: 400,
  BadEnvironmentKeyIdInToken: 403,
  BadExpirationDate: 400,
  BadMessageId: 400,
  BadPath: 404,
  BadPriority: 400,
  BadTopic: 400,
  DeviceTokenNotForTopic: 400,
  DuplicateHeaders: 400,
  ExpiredProviderToken: 403,
  ExpiredToken: 410,
  Forbidden: 403,
  IdleTimeout: 400,
  InternalServerError: 500,
  InvalidProviderToken: 403,
  InvalidPushType: 400,
  MethodNotAllowed: 405,
  MissingDeviceToken: 400,
  MissingProviderToken: 403,
  MissingTopic: 400,
  PayloadEmpty: 400,
  PayloadTooLarge: 413,
  ServiceUnavailable: 503,
  Shutdown: 503,
  TooManyProviderTokenUpdates: 429,
  TooManyRequests: 429,
  TopicDisallowed: 400,
  Unregistered: 410,
  UnrelatedKeyIdInToken: 403,
} as const satisfies Record<string, number>

/**
 * The same for broadcasts and for the management of channels.
 *
 * @see https://developer.apple.com/documentation/usernotifications/handling-error-responses-from-apns
 */
export const channelStatusOf = {
  BadCertificate: 403,
  BadCertificateEnvironment: 403,
  BadChannelId: 400,
  BadExpirationDate: 400,
  BadMessageId: 400,
  BadPath: 404,
  BadPriority: 400,
  BadRequestParams: 400,
  BadRequestPayload: 400,
  CannotCreateChannelConfig: 400,
  ChannelNotRegistered: 400,
  ExpiredProviderToken: 403,
  FeatureNotEnabled: 400,
  InternalServerError: 500,
  InvalidProviderToken: 403,
  InvalidPushType: 400,
  MethodNotAllowed: 405,
  MissingChannelId: 400,
  MissingProviderToken: 403,
  MissingPushType: 400,
  PayloadEmpty: 400,
  PayloadTooLarge: 413,
  'Service Unavailable': 503,
  Shutdown: 503,
  TooManyProviderTokenUpdates: 429,
  TooManyRequests: 429,
  TopicDisallowed: 400,
  TopicMismatch: 403,
} as const satisfies Record<string, number>

/** Not in Apple's tables: what clients found on the wire in place of two that are. */
const undocumentedStatusOf = {
  BadEnvironmentKeyInToken: 403,
  BroadcastFeatureNotEnabled: 400,
} as const satisfies Record<string, number>

/** The status that belongs to each reason. A reason that both tables have has the same status in both. */
export const statusOf = { ...deviceStatusOf, ...channelStatusOf, ...undocumentedStatusOf }

export type Reason = keyof typeof statusOf

/** Why a request is not accepted. */
export interface Refusal {
  readonly reason: Reason
  /** For `Unregistered` and `ExpiredToken`: when the token stopped being valid, in milliseconds since 1970. */
  readonly timestamp?: number
}
