/** A push went out, or should have, and no answer came: the gateway is not there, not trusted, or hung up. */
export class PushNotAnsweredError extends Error {
  readonly code = 'PUSH_NOT_ANSWERED'
  override readonly name = 'PushNotAnsweredError'

  constructor(push: string, cause: unknown) {
    const came = cause instanceof Error ? cause.message : String(cause)
    super(
      `expected the gateway to answer push ${push}, got "${came}"; check that it listens on the host and port given and that its root certificate is the one trusted`,
      { cause },
    )
  }
}
