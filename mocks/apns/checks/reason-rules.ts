import type { deviceStatusOf } from '../reasons.ts'
import type { SwitchName } from '../switches.ts'
import type { CheckName } from './order.ts'

/** When a reason is given, on what evidence, and where that is tested. */
export interface ReasonRule<Check extends string = string> {
  /** What a request is that is refused so. */
  readonly when: string
  /** The check that finds it out; `exchange` where it shows before or after all checks. */
  readonly check: Check | 'exchange'
  /** Decides whether, or for what, the reason is given. */
  readonly switches?: readonly SwitchName[]
  /** Apple documents every reason; this is of what brings it about. */
  readonly evidence: string
  readonly test: { readonly file: string; readonly title: string }
}

const order = (title: string) => ({ file: 'mocks/apns/checks/order.test.ts', title })
const session = (title: string) => ({ file: 'mocks/apns/credentials/provider-session.test.ts', title })
const delivery = (title: string) => ({ file: 'mocks/apns/devices/delivery.test.ts', title })
const authentication = (title: string) => ({ file: 'mocks/apns/checks/authentication.test.ts', title })
const routing = (title: string) => ({ file: 'mocks/apns/checks/routing.test.ts', title })

/** Every reason of a device push, with what brings it about. */
export const deviceReasonRules = {
  BadCertificate: {
    when: 'The client certificate is not the gateway authority’s, not valid today, or not for push.',
    check: 'senderIsAuthenticated',
    evidence: 'A; that it is answered, and not refused by TLS, is F',
    test: authentication('a certificate of another issuer is refused'),
  },
  BadCertificateEnvironment: {
    when: 'The client certificate is for the other environment.',
    check: 'senderIsAuthenticated',
    switches: ['wrongCertificateEnvironment'],
    evidence: 'A; as a GOAWAY, E: pushy#279, sideshow/apns2#93',
    test: authentication('it may be refused by the answers instead, as Apple documents it'),
  },
  BadCollapseId: {
    when: 'apns-collapse-id has more than 64 bytes of UTF-8.',
    check: 'collapseIdIsShort',
    evidence: 'A',
    test: order('BadCollapseId: 33 characters of 2 bytes'),
  },
  BadDeviceToken: {
    when: 'The device token is not hexadecimal, was never registered, or is of the other environment.',
    check: 'deviceIsKnown',
    evidence: 'A',
    test: order('BadDeviceToken: a token of the other environment'),
  },
  BadEnvironmentKeyIdInToken: {
    when: 'The key of the provider token is not for this environment. On the wire, BadEnvironmentKeyInToken.',
    check: 'senderIsAuthenticated',
    switches: ['keyOfOtherEnvironment'],
    evidence: 'A; the spelling on the wire is E',
    test: session('BadEnvironmentKeyIdInToken: a key of the other environment, in the spelling of the documentation'),
  },
  BadExpirationDate: {
    when: 'apns-expiration is no whole number of seconds, or, by switch, over.',
    check: 'expirationIsDate',
    switches: ['pastExpiration'],
    evidence: 'A; for one that is over, unknown',
    test: order('BadExpirationDate: a date in words'),
  },
  BadMessageId: {
    when: 'apns-id is no UUID, or, by switch, in upper case.',
    check: 'idIsUUID',
    switches: ['upperCaseId'],
    evidence: 'A; for upper case, unknown',
    test: order('BadMessageId: an apns-id that is no UUID'),
  },
  BadPath: {
    when: 'The path is not /3/device/ with one segment after it.',
    check: 'pathIsDevice',
    evidence: 'A',
    test: order('BadPath: a path that goes on'),
  },
  BadPriority: {
    when: 'apns-priority is none of 10, 5 and 1, or a background push asks for 10.',
    check: 'priorityIsKnown',
    switches: ['backgroundAtPriority10'],
    evidence: 'A; for background, the error is A and its reason F',
    test: order('BadPriority: priority 7'),
  },
  BadTopic: {
    when: 'apns-topic has characters that a bundle ID cannot have.',
    check: 'topicIsWellFormed',
    switches: ['newTopic'],
    evidence: 'A; which characters, F',
    test: order('BadTopic: a topic with a space'),
  },
  DeviceTokenNotForTopic: {
    when: 'The device token was registered for another topic.',
    check: 'deviceIsForTopic',
    switches: ['tokenOfOtherTopic'],
    evidence: 'A, E: PyAPNs2#134',
    test: order('DeviceTokenNotForTopic: an ordinary token for a VoIP push'),
  },
  DuplicateHeaders: {
    when: 'authorization or a header of APNs comes twice.',
    check: 'headersAreUnique',
    evidence: 'A',
    test: order('DuplicateHeaders: a repeated header'),
  },
  ExpiredProviderToken: {
    when: 'The iat of the provider token is more than an hour ago.',
    check: 'senderIsAuthenticated',
    switches: ['futureToken'],
    evidence: 'A',
    test: order('ExpiredProviderToken: an iat over an hour old'),
  },
  ExpiredToken: {
    when: 'The device token has expired (gateway.expire).',
    check: 'deviceIsRegistered',
    evidence: 'A; how long a token lives is unknown',
    test: delivery('ExpiredToken: a token that has expired, with the time'),
  },
  Forbidden: {
    when: 'A push of type location comes with a certificate; by switch, another team or a topic that the key is not for.',
    check: 'pushTypeFitsSender',
    switches: ['locationByCertificate', 'tokenOfOtherTeam', 'topicOutsideKey'],
    evidence: 'the errors are A, that this is their reason is F',
    test: session('Forbidden: another team on a connection of the first'),
  },
  IdleTimeout: {
    when: 'The body of a request does not come to its end within patienceMs.',
    check: 'exchange',
    switches: ['idleConnectionMs'],
    evidence: 'F; it may be a reason of GOAWAY alone',
    test: {
      file: 'mocks/apns/connection/connection.test.ts',
      title: 'a request that does not come to its end is told so, and the connection stays good',
    },
  },
  InternalServerError: {
    when: 'The gateway cannot keep the push that it was to capture.',
    check: 'exchange',
    evidence: 'A; the cause is the mock’s own',
    test: {
      file: 'mocks/apns/exchange/device-service.test.ts',
      title: 'InternalServerError: a push that could not be captured is neither accepted nor delivered',
    },
  },
  InvalidProviderToken: {
    when: 'The provider token is no JWT with ES256, not signed by its key, from the future, or of another team.',
    check: 'senderIsAuthenticated',
    switches: ['futureToken', 'tokenOfOtherTeam', 'bearerInOtherCase'],
    evidence: 'A; from the future and of another team, F',
    test: session('InvalidProviderToken: another team on a connection of the first'),
  },
  InvalidPushType: {
    when: 'apns-push-type is unknown, or the topic does not have its suffix; for mdm, the topic is not the certificate’s UID.',
    check: 'pushTypeFitsTopic',
    switches: ['locationByCertificate'],
    evidence: 'A, E: PyAPNs2#87; for mdm, F',
    test: order('InvalidPushType: an alert for a VoIP topic'),
  },
  MethodNotAllowed: {
    when: 'The method is not POST.',
    check: 'methodIsPost',
    evidence: 'A; that it is looked at first, E: pushy#736',
    test: order('MethodNotAllowed: GET, before anything else'),
  },
  MissingDeviceToken: {
    when: 'Nothing follows /3/device/.',
    check: 'pathIsDevice',
    evidence: 'A',
    test: order('MissingDeviceToken: no device token'),
  },
  MissingProviderToken: {
    when: 'There is neither a client certificate nor a provider token.',
    check: 'senderIsAuthenticated',
    switches: ['bearerInOtherCase'],
    evidence: 'A',
    test: order('MissingProviderToken: no authorization'),
  },
  MissingTopic: {
    when: 'There is no apns-topic, and no certificate for a single one.',
    check: 'topicIsPresent',
    evidence: 'A',
    test: authentication('the only topic of a push certificate needs no header, one of several does'),
  },
  PayloadEmpty: {
    when: 'There is no body, or it is no JSON dictionary.',
    check: 'payloadIsPresent',
    switches: ['malformedPayload'],
    evidence: 'A; for what is no JSON, unknown',
    test: order('PayloadEmpty: no body'),
  },
  PayloadTooLarge: {
    when: 'The body has more than 4096 bytes, more than 5120 of a VoIP push.',
    check: 'payloadIsSmallEnough',
    evidence: 'A',
    test: order('PayloadTooLarge: a VoIP push of 5121 bytes'),
  },
  ServiceUnavailable: {
    when: 'The gateway was set unavailable (gateway.setAvailability).',
    check: 'gatewayIsAvailable',
    evidence: 'A; set by hand',
    test: routing('ServiceUnavailable: while the gateway is set unavailable'),
  },
  Shutdown: {
    when: 'The gateway is ending, or was set to.',
    check: 'gatewayIsAvailable',
    evidence: 'A; that requests under way are refused is F',
    test: routing('a request that was half sent when the gateway began to end is refused with Shutdown'),
  },
  TooManyProviderTokenUpdates: {
    when: 'The provider token was replaced a second time within 20 minutes on a connection.',
    check: 'senderIsAuthenticated',
    switches: ['tokenUpdateScope', 'toleratedTokenUpdates', 'earlierToken', 'futureToken'],
    evidence: 'A; the threshold and the scope are E and contradict each other',
    test: {
      file: 'mocks/apns/credentials/token-updates.test.ts',
      title: 'TooManyProviderTokenUpdates: a second new token within 20 minutes',
    },
  },
  TooManyRequests: {
    when: 'By switch: a device token gets more requests in a time than allowed.',
    check: 'deviceIsNotFlooded',
    switches: ['requestsPerDevice', 'requestsWindowMs', 'retryAfterSeconds'],
    evidence: 'A; the threshold is unknown',
    test: {
      file: 'mocks/apns/checks/switched.test.ts',
      title: 'TooManyRequests: more requests for one device than allowed, good or not',
    },
  },
  TopicDisallowed: {
    when: 'The topic is none of the certificate’s, the account’s or the key’s, or younger than the connection.',
    check: 'topicIsAllowed',
    switches: ['topicOutsideKey', 'newTopic', 'tokenOfOtherTopic', 'locationByCertificate'],
    evidence: 'A; for keys and young topics, F',
    test: order('TopicDisallowed: a topic of somebody else’s'),
  },
  Unregistered: {
    when: 'The app has gone, and the gateway has noticed (gateway.unregister).',
    check: 'deviceIsRegistered',
    evidence: 'A; the delay, E: sideshow/apns2#77',
    test: delivery('Unregistered: only once the gateway has noticed; until then pushes are accepted and lost'),
  },
  UnrelatedKeyIdInToken: {
    when: 'The key of the provider token does not belong to that of the connection’s first push.',
    check: 'senderIsAuthenticated',
    evidence: 'A; that a team’s keys for all topics belong together is F',
    test: session('UnrelatedKeyIdInToken: a topic-specific key after one for all topics'),
  },
} as const satisfies Record<keyof typeof deviceStatusOf, ReasonRule<CheckName>>
