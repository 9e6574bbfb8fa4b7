/** A behaviour of APNs for which the evidence is missing or contradicts itself: it can be chosen, and says so. */
interface Switch {
  /** What it decides, in a sentence. */
  readonly about: string
  /** Why the default is what it is, and what is not known. */
  readonly evidence: string
}

export interface Choice<Value extends string> extends Switch {
  readonly values: readonly [Value, ...Value[]]
  readonly default: Value
}

export interface Amount extends Switch {
  readonly least: number
  readonly most: number
  readonly default: number
}

/** The longest that a timer of Node runs, in milliseconds, and more than HTTP/2 has stream ids. */
const MOST = 2 ** 31 - 1

function choice<const Value extends string>(spec: {
  values: readonly [Value, ...Value[]]
  default: NoInfer<Value>
  about: string
  evidence: string
}): Choice<Value> {
  return spec
}

function amount(spec: Omit<Amount, 'most'>): Amount {
  return { ...spec, most: MOST }
}

/** Every behaviour that can be switched, with its default. */
export const switches = {
  maxConcurrentStreams: amount({
    least: 1,
    default: 1000,
    about: 'Streams that a client may have open at a time once it is known.',
    evidence: 'Seen on APNs: 1000 (pushy#878, 2021), 1500 (pushy#709, 2019), 500 (2016).',
  }),
  streamsBeforeAuthentication: amount({
    least: 1,
    default: 1,
    about: 'Streams for a client that has not yet sent a good provider token.',
    evidence:
      'Apple documents 1. @parse/node-apn 8.1 opens its first streams before it has seen that and loses them: 99 of a burst of 500 failed with REFUSED_STREAM.',
  }),
  streamsAfterRejection: amount({
    least: 1,
    default: 1,
    about: 'Streams for a client after a push of its was refused, until the next one is accepted.',
    evidence:
      'Seen on APNs (openradar 27870881, pushy#476, pushy#732); Apple documents that errors slow a client down.',
  }),
  refusalsBeforeGoAway: amount({
    least: 0,
    default: 0,
    about:
      'A client that is refused so often in a row, BadDeviceToken counting twice, is sent away with ENHANCE_YOUR_CALM; 0 for never.',
    evidence:
      'Apple documents that too many errors, sooner BadDeviceToken, end a connection; how many and how is unknown.',
  }),
  wrongCertificateEnvironment: choice({
    values: ['goaway', 'answer'],
    default: 'goaway',
    about: 'How a certificate of the other environment is refused: by a GOAWAY right after the handshake, or with 403.',
    evidence:
      'Apple documents the 403; APNs was seen to send the GOAWAY, with last stream 0 (pushy#279, sideshow/apns2#93).',
  }),
  lingerAfterGoAwayMs: amount({
    least: 0,
    default: 10_000,
    about:
      'How long a connection stays open after a GOAWAY that a fault has sent, for a client that does not go; its streams are refused.',
    evidence:
      'A client that kept its session lost its pushes for six hours (clave#14); how long APNs waits is unverified.',
  }),
  idleConnectionMs: amount({
    least: 0,
    default: 0,
    about: 'A connection without a request for so long is told to go away, with IdleTimeout; 0 for never.',
    evidence: 'Apple documents the reason and no period; connections were seen to live for days. Unverified.',
  }),
  tokenUpdateScope: choice({
    values: ['connection', 'sourceIp', 'keyId'],
    default: 'connection',
    about: 'What may see a new provider token only so often: each connection, all of an address, or all with a key.',
    evidence:
      'Apple documents the connection; two backends with tokens of their own were refused too (PyAPNs2#85, pigeon#226), and another address helped (Apple forum 770438).',
  }),
  toleratedTokenUpdates: amount({
    least: 0,
    default: 1,
    about: 'How often a provider token may take the place of another within 20 minutes; the first replaces none.',
    evidence:
      'Apple: "no more than once every 20 minutes"; APNs was seen to refuse after two changes (Apple forum 770438) and after about five (APNSwift#34).',
  }),
  earlierToken: choice({
    values: ['free', 'update'],
    default: 'free',
    about: 'Whether it counts as an update when a provider token comes that has been there before, older or not.',
    evidence:
      'Unverified. A client may send its last requests with the old token after the first with the new; but two tokens in turn were refused (PyAPNs2#76, #85).',
  }),
  futureToken: choice({
    values: ['InvalidProviderToken', 'ExpiredProviderToken', 'TooManyProviderTokenUpdates', 'accept'],
    default: 'InvalidProviderToken',
    about: 'How a provider token is refused whose iat is over an hour ahead, or in milliseconds.',
    evidence:
      'Apple: "no more than one hour from the current time", without a reason. A clock an hour ahead was answered TooManyProviderTokenUpdates (node-apn#590).',
  }),
  tokenOfOtherTeam: choice({
    values: ['InvalidProviderToken', 'Forbidden'],
    default: 'InvalidProviderToken',
    about: 'How a provider token is refused whose team is not that of the first push on its connection.',
    evidence: "Apple documents one team per connection, without a reason; Pushy's mock gives the default. Unverified.",
  }),
  keyOfOtherEnvironment: choice({
    values: ['BadEnvironmentKeyInToken', 'BadEnvironmentKeyIdInToken'],
    default: 'BadEnvironmentKeyInToken',
    about: 'How the reason is spelled for a key that is not for this environment.',
    evidence: 'Apple documents BadEnvironmentKeyIdInToken; error logs and clients have the default.',
  }),
  topicOutsideKey: choice({
    values: ['TopicDisallowed', 'Forbidden'],
    default: 'TopicDisallowed',
    about: 'How a push is refused for a topic that its topic-specific key is not for.',
    evidence: 'Apple documents the restriction and no reason. Unverified.',
  }),
  newTopic: choice({
    values: ['TopicDisallowed', 'BadTopic', 'accept'],
    default: 'TopicDisallowed',
    about: 'How a push is refused for a topic that the account got after the first push on the connection.',
    evidence: 'Apple documents an error until there is a new connection, without a reason. Unverified.',
  }),
  bearerInOtherCase: choice({
    values: ['accept', 'MissingProviderToken', 'InvalidProviderToken'],
    default: 'accept',
    about: 'What becomes of a provider token after "Bearer" or "BEARER".',
    evidence: 'Apple writes bearer; RFC 9110 has the scheme in any case. Unverified.',
  }),
  upperCaseId: choice({
    values: ['accept', 'BadMessageId'],
    default: 'accept',
    about: 'What becomes of an apns-id in upper case.',
    evidence: 'Apple asks for lower case and answers with ids in upper case of its own. Unverified.',
  }),
  pastExpiration: choice({
    values: ['attempt', 'discard', 'BadExpirationDate'],
    default: 'attempt',
    about: 'What becomes of a push whose apns-expiration is over: one attempt, as for 0, none, or a refusal.',
    evidence: 'Unverified. aioapns sends the current time for a time_to_live of 0.',
  }),
  malformedPayload: choice({
    values: ['PayloadEmpty', 'BadRequestPayload'],
    default: 'PayloadEmpty',
    about: 'How a body is refused that is no JSON dictionary.',
    evidence: 'Unverified. Other mocks give the default; Apple documents BadRequestPayload for channels alone.',
  }),
  backgroundAtPriority10: choice({
    values: ['BadPriority', 'accept'],
    default: 'BadPriority',
    about: 'What becomes of a background push that asks for priority 10.',
    evidence: 'Apple documents it as an error, and no reason. Unverified.',
  }),
  tokenOfOtherTopic: choice({
    values: ['DeviceTokenNotForTopic', 'TopicDisallowed'],
    default: 'DeviceTokenNotForTopic',
    about: "How a push is refused whose device token is another topic's.",
    evidence: 'Seen on APNs: the default (PyAPNs2#134), and once the other (node-apn#658).',
  }),
  locationByCertificate: choice({
    values: ['Forbidden', 'InvalidPushType', 'TopicDisallowed'],
    default: 'Forbidden',
    about: 'How a push of type location is refused on a connection with a certificate.',
    evidence: 'Apple documents that it needs a provider token, and no reason. Unverified.',
  }),
  requestsPerDevice: amount({
    least: 0,
    default: 0,
    about: 'How many requests for one device token are answered within requestsWindowMs; 0 for any number.',
    evidence: 'Apple documents TooManyRequests for "too many requests to the same device token", and no number.',
  }),
  requestsWindowMs: amount({
    least: 1,
    default: 1000,
    about: 'The time in which requestsPerDevice are counted.',
    evidence: 'Unverified; nothing is known.',
  }),
  retryAfterSeconds: amount({
    least: 0,
    default: 0,
    about: 'The Retry-After of answers with 429 and 503; 0 for none.',
    evidence: 'Not documented for APNs; @parse/node-apn looks for it, in the wrong case. Unverified.',
  }),
  unknownChannelReason: choice({
    values: ['ChannelNotRegistered', 'BadPath'],
    default: 'ChannelNotRegistered',
    about: 'The reason for a request that names a channel which does not exist, or no longer.',
    evidence: 'Apple documents ChannelNotRegistered; a production gateway saw 404 BadPath when it deleted one twice.',
  }),
  featureNotEnabledReason: choice({
    values: ['FeatureNotEnabled', 'BroadcastFeatureNotEnabled'],
    default: 'FeatureNotEnabled',
    about: 'The reason for channels of an app that has no broadcast capability.',
    evidence: 'Apple documents the first; a production gateway handles the second as well.',
  }),
  channelPushType: choice({
    values: ['required', 'optional'],
    default: 'required',
    about: 'Whether a new channel has to name its push type.',
    evidence: 'Apple documents MissingPushType; APNSwift sends none.',
  }),
  channelsUnavailableReason: choice({
    values: ['ServiceUnavailable', 'Service Unavailable'],
    default: 'Service Unavailable',
    about: 'How the management of channels and broadcasts spell that they cannot be reached.',
    evidence: 'Apple documents it with a space, and without one for device pushes. Unverified on the wire.',
  }),
  broadcastPayloadBytes: amount({
    least: 1,
    default: 5120,
    about: 'The largest payload of a broadcast, in bytes.',
    evidence: 'Unverified: two clients have 5120, a third 4096.',
  }),
  broadcastIntervalMs: amount({
    least: 0,
    default: 0,
    about: 'A broadcast that comes sooner after the one before it on its channel is refused; 0 for never.',
    evidence: 'A forum reply names one a second as a rule of thumb (827808). Unverified.',
  }),
} as const satisfies Record<string, Choice<string> | Amount>
