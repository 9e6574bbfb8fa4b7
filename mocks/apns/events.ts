import { z } from 'zod'
import { vocabulary, type EventOf } from '../events/vocabulary.ts'

const environment = z.enum(['development', 'production'])

/** What can be told of a provider token (a JWT) without giving it away. */
const providerToken = z.object({
  /** The same for the same token, and for no other. */
  digest: z.string(),
  /** The word before it in `authorization`, as the client wrote it; `bearer` in Apple's documentation. */
  scheme: z.string().optional(),
  /** Absent from a token that cannot be read. */
  keyId: z.string().optional(),
  teamId: z.string().optional(),
  /** Its `iat`, in seconds since 1970. */
  issuedAt: z.number().optional(),
  /** How old it was when it came, in seconds; negative for one from the future. */
  ageSeconds: z.number().optional(),
})

/** What the push gateway sees and answers. Device tokens are redacted. */
export const gatewayEvents = vocabulary('apns', {
  'apns.connect': z.object({
    connection: z.int(),
    /** `false` for a client that offered no ALPN, which APNs accepts. */
    alpn: z.boolean(),
    tls: z.string(),
    authentication: z.enum(['certificate', 'token']),
    /** The host name that the client asked for (SNI). */
    server: z.string().optional(),
    /** Where the client comes from, without its port. */
    client: z.string().optional(),
  }),
  'apns.disconnect': z.object({ connection: z.int() }),
  /** The gateway has changed how many streams the client may have open at a time. */
  'apns.settings': z.object({ connection: z.int(), maxConcurrentStreams: z.int() }),
  'apns.goaway': z.object({
    connection: z.int(),
    /** An HTTP/2 error code, RFC 9113 section 7. */
    code: z.int(),
    lastStream: z.int(),
    reason: z.string().optional(),
  }),
  /** A scripted fault has struck a connection as a whole. */
  'apns.fault': z.object({ connection: z.int(), fault: z.string() }),
  'apns.request': z.object({
    /** The `apns-id`, the client's or a generated one. */
    push: z.string(),
    connection: z.int(),
    stream: z.int(),
    /** Calendar time when it came, in seconds since 1970: what an expiration counts from. */
    date: z.number().optional(),
    /** The client named no `apns-id`, and `push` was made up for it. */
    generatedId: z.boolean().optional(),
    /** What is asked for; `device` unless given. */
    service: z.enum(['device', 'broadcast', 'channels']).optional(),
    environment: environment.optional(),
    token: z.string().optional(),
    /** Where a token belongs that the gateway knows. */
    tokenEnvironment: environment.optional(),
    /** The push type that its device is registered for. */
    deviceType: z.string().optional(),
    topic: z.string().optional(),
    pushType: z.string().optional(),
    priority: z.string().optional(),
    expiration: z.string().optional(),
    collapseId: z.string().optional(),
    /** The channel of a broadcast. */
    channel: z.string().optional(),
    providerToken: providerToken.optional(),
    /** The payload, where it is JSON; secrets in it are redacted. */
    payload: z.unknown().optional(),
    bytes: z.int(),
    /** Headers that the client asked never to be put into an HPACK table. Not every HTTP/2 library can ask. */
    neverIndexed: z.array(z.string()).optional(),
  }),
  'apns.response': z.object({
    push: z.string(),
    status: z.int(),
    reason: z.string().optional(),
    /** Everything that is wrong with a request that was refused; `reason` is the first of it. */
    violations: z.array(z.string()).optional(),
    /** The `apns-unique-id` that was given, by which Apple's delivery log names the push. */
    uniqueId: z.string().optional(),
    /** The `retry-after` that was sent, in seconds. */
    retryAfter: z.int().optional(),
    /** The scripted fault that made this answer, in a sentence. */
    fault: z.string().optional(),
  }),
  /** The request was not answered: its stream was reset, or its connection cut. */
  'apns.reset': z.object({
    push: z.string(),
    /** An HTTP/2 error code; absent where the whole connection was cut. */
    code: z.int().optional(),
    fault: z.string().optional(),
  }),
  /** The push leaves the gateway for the device. */
  'apns.deliver': z.object({
    push: z.string(),
    token: z.string(),
    /** It was kept until the device could be reached. */
    fromStorage: z.boolean().optional(),
    /** The scripted fault that made it late, doubled or out of order. */
    fault: z.string().optional(),
  }),
  /** The push is kept for later, in the words of Apple's delivery log. */
  'apns.store': z.object({
    push: z.string(),
    token: z.string(),
    why: z.enum(['Device Offline', 'Power Considerations']),
  }),
  /** The push was accepted and will never be delivered. */
  'apns.discard': z.object({
    push: z.string(),
    token: z.string(),
    /** `Replaced` by a younger push for the same app, `Lost` by a scripted fault; the rest in Apple's words. */
    why: z.enum(['Disabled', 'Expired', 'Lost', 'Replaced', 'Token Unregistered']),
    fromStorage: z.boolean().optional(),
    fault: z.string().optional(),
  }),
})

export type GatewayEvent = EventOf<typeof gatewayEvents>
