import { z } from 'zod'
import { statusOf, type Reason } from '../reasons.ts'

/** HTTP/2 error codes by their names, RFC 9113 section 7. */
export const errorCodes = {
  NO_ERROR: 0,
  PROTOCOL_ERROR: 1,
  INTERNAL_ERROR: 2,
  FLOW_CONTROL_ERROR: 3,
  SETTINGS_TIMEOUT: 4,
  STREAM_CLOSED: 5,
  FRAME_SIZE_ERROR: 6,
  REFUSED_STREAM: 7,
  CANCEL: 8,
  COMPRESSION_ERROR: 9,
  CONNECT_ERROR: 10,
  ENHANCE_YOUR_CALM: 11,
  INADEQUATE_SECURITY: 12,
  HTTP_1_1_REQUIRED: 13,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof errorCodes

const code = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]])
const reason = z.enum(Object.keys(statusOf) as [Reason, ...Reason[]])
const ms = z.number().nonnegative().max(86_400_000)

/** Which requests a fault strikes: those that have all that is given. */
const match = z.strictObject({
  token: z.string().optional(),
  topic: z.string().optional(),
  pushType: z.string().optional(),
  priority: z.string().optional(),
  collapseId: z.string().optional(),
  /** The number of the connection, from 1. */
  connection: z.int().positive().optional(),
})
export type FaultMatch = z.infer<typeof match>

const which = {
  match: match.optional(),
  /** Spares the first so many that match. */
  after: z.int().nonnegative().optional(),
  /** Of those, strikes every n-th. */
  every: z.int().positive().optional(),
  /** Of those, strikes each with this probability, by the seed of the plan. */
  probability: z.number().min(0).max(1).optional(),
  /** Strikes so often and no more. */
  times: z.int().positive().optional(),
}

const connectionMatch = { ...which, match: match.pick({ connection: true }).optional() }

/** Something that goes wrong between a provider and its gateway, or between the gateway and a device. */
export const fault = z.discriminatedUnion('fault', [
  /** The request is dealt with later. */
  z.strictObject({ fault: z.literal('latency'), ...which, ms, jitterMs: ms.optional() }),
  /** The request is answered so, whatever is right or wrong with it, and nothing is delivered. */
  z.strictObject({
    fault: z.literal('status'),
    ...which,
    reason,
    /** Only where it shall not be the one that belongs to the reason. */
    status: z.int().min(200).max(599).optional(),
    /** Seconds, for a `retry-after` header. */
    retryAfter: z.int().nonnegative().optional(),
  }),
  /** The stream is reset: before the push is processed, or after, when it is delivered but never answered. */
  z.strictObject({
    fault: z.literal('reset'),
    ...which,
    code: code.default('REFUSED_STREAM'),
    when: z.enum(['before', 'after']).default('before'),
  }),
  /** The connection is told to go away by the request: before it is processed, or after. */
  z.strictObject({
    fault: z.literal('goaway'),
    ...which,
    reason: z.string().max(100).optional(),
    code: code.default('NO_ERROR'),
    /** The last stream that the GOAWAY names; the request’s own when it is processed, else the one before it. */
    lastStream: z.union([z.enum(['this', 'previous']), z.int().nonnegative()]).optional(),
    when: z.enum(['before', 'after']).default('after'),
    /** Whether a request that is processed is answered as well. */
    answered: z.boolean().default(true),
  }),
  /** The connection is cut: inside the request’s body, before or after the push is processed, or inside the answer. */
  z.strictObject({
    fault: z.literal('drop'),
    ...which,
    when: z.enum(['mid-request', 'before', 'after', 'mid-answer']).default('before'),
  }),
  /** From this request on the connection says nothing more, and stays open (pushy#811 saw that after a 429). */
  z.strictObject({ fault: z.literal('silence'), ...which }),
  /** Frames that the gateway owes its client never come. Strikes connections that are opened from now on. */
  z.strictObject({
    fault: z.literal('withhold'),
    ...connectionMatch,
    frame: z.enum(['SETTINGS ACK', 'PING ACK', 'WINDOW_UPDATE']),
  }),
  /** The gateway reads slowly. Strikes connections that are opened from now on. */
  z.strictObject({ fault: z.literal('slow reader'), ...connectionMatch, bytesPerSecond: z.int().positive() }),
  /** The push reaches its device later: also one that ought to have expired by then, unless told otherwise. */
  z.strictObject({
    fault: z.literal('late'),
    ...which,
    ms,
    jitterMs: ms.optional(),
    inSpiteOfExpiration: z.boolean().default(true),
  }),
  /** The push is accepted and never reaches its device. */
  z.strictObject({ fault: z.literal('lost'), ...which }),
  /** The push reaches its device several times. */
  z.strictObject({
    fault: z.literal('duplicated'),
    ...which,
    copies: z.int().min(2).max(100).default(2),
    gapMs: ms.default(0),
  }),
  /** The push is overtaken by the next ones to the same device, and comes at last after `atMostMs`. */
  z.strictObject({
    fault: z.literal('reordered'),
    ...which,
    by: z.int().positive().max(100).default(1),
    atMostMs: ms.default(30_000),
  }),
])

/** A fault with all its defaults. */
export type Fault = z.infer<typeof fault>
/** A fault as it is scripted. */
export type FaultInput = z.input<typeof fault>
export type FaultKind = Fault['fault']
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { fault: Kind }>
