import { z } from 'zod'

/** A fault that is none: says which field, and what it may be. */
export class FaultError extends TypeError {
  readonly code = 'APNS_FAULT'
  override readonly name = 'FaultError'

  constructor(error: z.ZodError) {
    super(`this is no fault: ${z.prettifyError(error)}`, { cause: error })
  }
}
