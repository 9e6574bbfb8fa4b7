import type { ReasonRule } from '../checks/reason-rules.ts'
import type { channelStatusOf } from '../reasons.ts'
import type { broadcastChecks } from './broadcast-service.ts'
import type { channelChecks } from './channel-service.ts'

type ChannelCheck = keyof typeof channelChecks | keyof typeof broadcastChecks

const channels = (title: string) => ({ file: 'mocks/apns/channels/channel-reasons.test.ts', title })

/** Every reason of broadcasts and of the management of channels, with what brings it about. */
export const channelReasonRules = {
  BadCertificate: {
    when: 'The client certificate is not the gateway authority’s, not valid today, or not for push.',
    check: 'senderIsAuthenticated',
    evidence: 'A',
    test: channels('BadCertificate: a certificate of another issuer'),
  },
  BadCertificateEnvironment: {
    when: 'The client certificate is for the other environment.',
    check: 'senderIsAuthenticated',
    switches: ['wrongCertificateEnvironment'],
    evidence: 'A',
    test: channels('BadCertificateEnvironment: a certificate of the other environment'),
  },
  BadChannelId: {
    when: 'apns-channel-id is not Base64.',
    check: 'channelIsBase64',
    evidence: 'A',
    test: channels('BadChannelId: a channel that is not Base64'),
  },
  BadExpirationDate: {
    when: 'A broadcast has no apns-expiration, one that is no whole number, or other than 0 for a channel without storage.',
    check: 'expirationFitsChannel',
    evidence: 'A; for one that is absent, F',
    test: channels('BadExpirationDate: something to store in a channel without storage'),
  },
  BadMessageId: {
    when: 'apns-request-id is no UUID.',
    check: 'requestIdIsUUID',
    evidence: 'A',
    test: channels('BadMessageId: a request id that is no UUID'),
  },
  BadPath: {
    when: 'The path is none of those documented.',
    check: 'pathIsServed',
    switches: ['unknownChannelReason'],
    evidence: 'A; for a channel that is gone, E',
    test: channels('BadPath: another path'),
  },
  BadPriority: {
    when: 'apns-priority is none of 10, 5 and 1.',
    check: 'priorityIsKnown',
    evidence: 'A',
    test: channels('BadPriority: priority 7'),
  },
  BadRequestParams: {
    when: 'message-storage-policy is neither 0 nor 1.',
    check: 'storagePolicyIsKnown',
    evidence: 'A; that this is its cause is F',
    test: channels('BadRequestParams: storage policy 2'),
  },
  BadRequestPayload: {
    when: 'The body is no JSON dictionary.',
    check: 'bodyIsDictionary',
    evidence: 'A',
    test: channels('BadRequestPayload: a channel from no JSON'),
  },
  CannotCreateChannelConfig: {
    when: 'The app has 10,000 channels in the environment.',
    check: 'channelsAreFew',
    evidence: 'A; that this is its reason is F',
    test: { file: 'mocks/apns/channels/channels.test.ts', title: 'an app has ten thousand channels and no more' },
  },
  ChannelNotRegistered: {
    when: 'The app has no such channel in the environment.',
    check: 'channelIsRegistered',
    switches: ['unknownChannelReason'],
    evidence: 'A',
    test: channels('ChannelNotRegistered: a channel that nobody made'),
  },
  ExpiredProviderToken: {
    when: 'The iat of the provider token is more than an hour ago.',
    check: 'senderIsAuthenticated',
    evidence: 'A',
    test: channels('ExpiredProviderToken: an iat over an hour old'),
  },
  FeatureNotEnabled: {
    when: 'The app has no broadcast capability (broadcastApps).',
    check: 'broadcastIsEnabled',
    switches: ['featureNotEnabledReason'],
    evidence: 'A',
    test: channels('FeatureNotEnabled: an app without the capability'),
  },
  InternalServerError: {
    when: 'The gateway cannot keep the request that it was to capture.',
    check: 'exchange',
    evidence: 'A; the cause is the mock’s own',
    test: {
      file: 'mocks/apns/exchange/device-service.test.ts',
      title: 'InternalServerError: a push that could not be captured is neither accepted nor delivered',
    },
  },
  InvalidProviderToken: {
    when: 'The provider token is no JWT with ES256, or not signed by its key.',
    check: 'senderIsAuthenticated',
    evidence: 'A',
    test: channels('InvalidProviderToken: no JWT'),
  },
  InvalidPushType: {
    when: 'The push type is not LiveActivity, in any case.',
    check: 'channelIsForLiveActivities',
    evidence: 'A; the case is E',
    test: channels('InvalidPushType: a channel for alerts'),
  },
  MethodNotAllowed: {
    when: 'The path does not take the method.',
    check: 'methodIsServed',
    evidence: 'A',
    test: channels('MethodNotAllowed: PUT'),
  },
  MissingChannelId: {
    when: 'There is no apns-channel-id.',
    check: 'channelIsNamed',
    evidence: 'A',
    test: channels('MissingChannelId: no channel'),
  },
  MissingProviderToken: {
    when: 'There is neither a client certificate nor a provider token.',
    check: 'senderIsAuthenticated',
    evidence: 'A',
    test: channels('MissingProviderToken: no authorization'),
  },
  MissingPushType: {
    when: 'A broadcast has no apns-push-type, or a new channel no push-type.',
    check: 'broadcastHasPushType',
    switches: ['channelPushType'],
    evidence: 'A',
    test: channels('MissingPushType: a broadcast without a push type'),
  },
  PayloadEmpty: {
    when: 'There is no body.',
    check: 'bodyIsPresent',
    evidence: 'A',
    test: channels('PayloadEmpty: a broadcast of nothing'),
  },
  PayloadTooLarge: {
    when: 'A broadcast has more bytes than it may.',
    check: 'broadcastIsSmallEnough',
    switches: ['broadcastPayloadBytes'],
    evidence: 'A; the limit is unverified',
    test: channels('PayloadTooLarge: a broadcast of 5121 bytes'),
  },
  'Service Unavailable': {
    when: 'The gateway was set unavailable (gateway.setAvailability).',
    check: 'channelsAreAvailable',
    switches: ['channelsUnavailableReason', 'retryAfterSeconds'],
    evidence: 'A; the spelling on the wire is unverified',
    test: channels('Service Unavailable: while the gateway is set unavailable'),
  },
  Shutdown: {
    when: 'The gateway is ending, or was set to.',
    check: 'channelsAreAvailable',
    evidence: 'A',
    test: channels('Shutdown: while the gateway is shutting down'),
  },
  TooManyProviderTokenUpdates: {
    when: 'The provider token was replaced a second time within 20 minutes on a connection.',
    check: 'senderIsAuthenticated',
    switches: ['tokenUpdateScope', 'toleratedTokenUpdates', 'earlierToken'],
    evidence: 'A; the threshold and the scope are E and contradict each other',
    test: channels('TooManyProviderTokenUpdates: a second new token within 20 minutes'),
  },
  TooManyRequests: {
    when: 'By switch: a channel gets a broadcast too soon after the one before.',
    check: 'broadcastsAreRare',
    switches: ['broadcastIntervalMs', 'retryAfterSeconds'],
    evidence: 'A; the threshold is unverified',
    test: channels('TooManyRequests: the second broadcast within the interval'),
  },
  TopicDisallowed: {
    when: 'The bundle ID in the path has the suffix of a topic.',
    check: 'bundleIsBare',
    evidence: 'A',
    test: channels('TopicDisallowed: a suffix'),
  },
  TopicMismatch: {
    when: 'The bundle ID is none of the certificate’s or the account’s.',
    check: 'bundleIsTheSenders',
    evidence: 'A',
    test: channels('TopicMismatch: somebody else’s app'),
  },
} as const satisfies Record<keyof typeof channelStatusOf, ReasonRule<ChannelCheck>>
