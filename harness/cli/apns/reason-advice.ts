import type { Reason } from '../../../mocks/apns/index.ts'

/** What each refusal asks a backend to do. */
export const reasonAdvice: Readonly<Record<Reason, string>> = {
  BadCertificate: 'the client certificate is not one of this gateway’s; use the one in the folder of credentials',
  BadCertificateEnvironment:
    'the client certificate is for the other environment; use that host, or a certificate for this one',
  BadChannelId: 'apns-channel-id is not Base64; send it as it was answered when the channel was made',
  BadCollapseId: 'apns-collapse-id has more than 64 bytes; shorten it',
  BadDeviceToken:
    'the device token is not hexadecimal, unknown here, or of the other environment; send the bytes of the token as hexadecimal digits, and forget a token that APNs does not know',
  BadEnvironmentKeyIdInToken:
    'the key of the provider token is not for this environment; use another key, or the other host',
  BadEnvironmentKeyInToken:
    'the key of the provider token is not for this environment; use another key, or the other host',
  BadExpirationDate: 'apns-expiration is no whole number; send seconds since 1970, or 0',
  BadMessageId: 'apns-id is no UUID; send one in lower case, 8-4-4-4-12 hexadecimal digits, or none',
  BadPath: 'the path is wrong; post to /3/device/ and the device token',
  BadPriority:
    'apns-priority is none of 10, 5 and 1, or 10 for a background push; send 10 for a call, 5 for background',
  BadRequestParams:
    'a header or a parameter is not what channels expect; compare the request with Apple’s documentation',
  BadRequestPayload: 'the body is not the JSON that is expected here; compare it with Apple’s documentation',
  BadTopic: 'apns-topic has characters that no bundle ID has; send the bundle ID, for calls followed by .voip',
  BroadcastFeatureNotEnabled: 'the app has no broadcast capability; enable it for the bundle ID',
  CannotCreateChannelConfig: 'the app has as many channels as it may have; delete some',
  ChannelNotRegistered: 'there is no such channel here; make it first, or forget it',
  DeviceTokenNotForTopic:
    'the device token was registered for another topic; keep VoIP tokens and ordinary tokens apart',
  DuplicateHeaders: 'a header came twice; send each once',
  ExpiredProviderToken: 'the provider token was signed over an hour ago; sign a new one every 20 to 60 minutes',
  ExpiredToken: 'the device token has expired; forget it',
  FeatureNotEnabled: 'the app has no broadcast capability; enable it for the bundle ID',
  Forbidden: 'this sender may not do that; see what its key or certificate is for',
  IdleTimeout: 'the request was not complete in time; send the body at once, and end the stream',
  InternalServerError: 'the gateway could not keep the push; see what it printed, and try again later',
  InvalidProviderToken:
    'the provider token is no JWT with ES256 that its key has signed; compare key, kid and iss with what is printed above, and the clock',
  InvalidPushType:
    'apns-push-type is unknown or does not fit the topic; a call has voip and a topic that ends in .voip',
  MethodNotAllowed: 'the method is wrong; send POST',
  MissingChannelId: 'there is no apns-channel-id; name the channel',
  MissingDeviceToken: 'the path has no device token; post to /3/device/ and the token',
  MissingProviderToken: 'there is no provider token; send authorization: bearer and a JWT, or come with a certificate',
  MissingPushType: 'the new channel names no push type; send one',
  MissingTopic: 'there is no apns-topic; send the bundle ID, for calls followed by .voip',
  PayloadEmpty: 'the body is empty or no JSON dictionary; send the payload as JSON',
  PayloadTooLarge:
    'the payload has more than 4096 bytes, for calls 5120; send less, and the rest over the connection of the app',
  'Service Unavailable': 'the gateway is set unavailable; try again later, and wait longer each time',
  ServiceUnavailable: 'the gateway is set unavailable; try again later, and wait longer each time',
  Shutdown: 'the gateway is ending; open another connection',
  TooManyProviderTokenUpdates: 'provider tokens change too often; use one for 20 to 60 minutes, on all connections',
  TooManyRequests: 'too many pushes for one device; wait, and longer each time',
  TopicDisallowed: 'this sender may not push to that topic; compare it with the bundle ID of the app',
  TopicMismatch: 'the bundle ID in the path is not one of the sender’s; compare it with the certificate or the key',
  Unregistered: 'the app has gone from the device; forget the token until the app registers it again',
  UnrelatedKeyIdInToken: 'the connection belongs to another key; open one for each',
}
