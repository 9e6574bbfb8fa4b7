/** A capture does not say which devices its pushes were for, and nobody else did. */
export class ReplayTokenError extends Error {
  readonly code = 'REPLAY_TOKEN'
  override readonly name = 'ReplayTokenError'

  constructor() {
    super(
      'expected a device token to push to, because those of the capture are redacted; give one, or capture without redaction',
    )
  }
}
