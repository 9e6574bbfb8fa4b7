import { z } from 'zod'
import { vocabulary, type EventOf } from '../events/vocabulary.ts'

/** What the push gateway sees and answers. Device tokens are redacted. */
export const gatewayEvents = vocabulary('apns', {
  'apns.connect': z.object({
    connection: z.int(),
    /** `false` for a client that offered no ALPN, which APNs accepts. */
    alpn: z.boolean(),
    tls: z.string(),
    authentication: z.enum(['certificate', 'token']),
  }),
  'apns.disconnect': z.object({ connection: z.int() }),
  'apns.request': z.object({
    /** The `apns-id`, the client's or a generated one. */
    push: z.string(),
    connection: z.int(),
    stream: z.int(),
    token: z.string().optional(),
    topic: z.string().optional(),
    pushType: z.string().optional(),
    priority: z.string().optional(),
    expiration: z.string().optional(),
    collapseId: z.string().optional(),
    bytes: z.int(),
  }),
  'apns.response': z.object({ push: z.string(), status: z.int(), reason: z.string().optional() }),
  /** The push leaves the gateway for the device. */
  'apns.deliver': z.object({ push: z.string(), token: z.string() }),
})

export type GatewayEvent = EventOf<typeof gatewayEvents>
