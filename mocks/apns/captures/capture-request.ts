/** A request as the gateway has it in hand once it knows its answer; nothing is serialised or redacted yet. */
export interface CaptureRequest {
  /** Milliseconds on the clock that the log was given, when the request was complete. */
  readonly at: number
  readonly connection: number
  readonly stream: number
  /** The `apns-id`, the client's or a generated one. */
  readonly push: string
  /** Names and values alternating, the way they came, pseudo-headers included. */
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
  /** Size of the body as it came, in bytes; `body` may be cut where that is too much. */
  readonly bytes: number
  /** The HTTP status of the answer; 0 for a request that was cut off without one. */
  readonly status: number
  readonly reason?: string | undefined
  /** The `apns-unique-id` of the answer. */
  readonly uniqueId?: string | undefined
  readonly violations?: readonly string[] | undefined
  readonly fault?: string | undefined
}
