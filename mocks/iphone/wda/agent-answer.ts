import type { WebDriverError } from './web-driver-error.ts'

/** What WebDriverAgent answers, before it is put on the wire: JSON, but for the pages of its server. */
export interface AgentAnswer {
  readonly status: number
  readonly body: { readonly value: unknown; readonly sessionId: string | null } | string
  /** What is to be done once the client has been answered. */
  readonly afterwards?: () => void
}

/** WebDriverAgent's answers are all made up like this; an error's value has `error`, `message` and `traceback`. */
export function errorAnswer(error: WebDriverError, sessionId: string | null = null): AgentAnswer {
  return {
    status: error.status,
    body: { value: { error: error.code, message: error.message, traceback: '' }, sessionId },
  }
}
