import { z } from 'zod'
import { vocabulary, type EventOf } from '../../mocks/events/vocabulary.ts'
import { callUUID } from '../../mocks/iphone/events.ts'

/** What the harness's own push provider sends. */
export const providerEvents = vocabulary('provider', {
  'push.sent': z.object({
    /** The `apns-id`. */
    push: z.string(),
    /** The call that the push announces, which a malformed payload may not name; unknown of one that is replayed. */
    uuid: callUUID.optional(),
    topic: z.string(),
    pushType: z.string(),
    priority: z.int(),
    expiration: z.int(),
    payload: z.unknown(),
    bytes: z.int(),
    /** What is wrong with the payload, for one that was made wrong on purpose: `UUID absent`, `identifier null`, … */
    malformation: z.string().optional(),
    /** The payload is a captured one, sent again. */
    replayed: z.boolean().optional(),
  }),
  'push.answered': z.object({ push: z.string(), status: z.int(), reason: z.string().optional() }),
})

export type ProviderEvent = EventOf<typeof providerEvents>
