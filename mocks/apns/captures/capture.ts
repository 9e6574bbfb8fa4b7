import { z } from 'zod'

/** The version of the capture format that this gateway writes. */
export const CAPTURE_VERSION = 1

/** The first line of a capture: where and when it was taken. */
export const captureHeader = z.object({
  capture: z.literal(CAPTURE_VERSION),
  environment: z.enum(['development', 'production']),
  /** Calendar time from which `at` of each push counts. */
  startedAt: z.iso.datetime(),
  /** Device tokens, provider tokens and secrets in payloads are replaced. */
  redacted: z.boolean(),
  /** What the capture is of, for people. */
  title: z.string().optional(),
})
export type CaptureHeader = z.infer<typeof captureHeader>

/** Any other line: one request as it came in, and what became of it. */
export const capturedPush = z
  .object({
    /** Counts from 1. */
    seq: z.int().positive(),
    /** Milliseconds since `startedAt`, when the request was complete. */
    at: z.number(),
    connection: z.int(),
    stream: z.int(),
    /** The `apns-id`, the client's or a generated one. */
    push: z.string(),
    /** Names and values the way they came, pseudo-headers first, repeated ones repeated. */
    headers: z.array(z.tuple([z.string(), z.string()])),
    /** The body as text, where it is UTF-8 … */
    body: z.string().optional(),
    /** … and otherwise in Base64. */
    bodyBase64: z.base64().optional(),
    /** Size of the body as it came, in bytes. */
    bytes: z.int().nonnegative(),
    /** The HTTP status of the answer; 0 for a request that was cut off without one. */
    status: z.int(),
    reason: z.string().optional(),
    /** The `apns-unique-id` of the answer. */
    uniqueId: z.string().optional(),
    /** Everything that is wrong with a request that was refused. */
    violations: z.array(z.string()).optional(),
    /** The scripted fault that had a hand in it. */
    fault: z.string().optional(),
  })
  .refine((push) => push.body === undefined || push.bodyBase64 === undefined, {
    error: 'a push has a body or a bodyBase64, not both',
  })
export type CapturedPush = z.infer<typeof capturedPush>
