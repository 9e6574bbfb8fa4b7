import type { PageDevice } from '../../../../mocks/iphone/page/page-device.ts'
import type { PushAnswer } from '../../../provider/push-sender.ts'
import type { Finding } from '../../../rules/rule.ts'
import type { TraceEvent } from '../../../trace/trace-event.ts'

/** A push as the console's form has it. */
export interface ConsolePush {
  /** One of {@link ServedStand.templates}. */
  readonly template: string
  /** Whom the call is from. */
  readonly handle: string
  /** One of {@link ServedStand.malformations}; without it, the payload is right. */
  readonly malformation?: string
}

/** A rule that a phone's trace has broken, and where. */
export interface StandFinding extends Pick<Finding, 'events' | 'message' | 'outcome'> {
  /** The rule's id. */
  readonly rule: string
}

/** What the page of `serve` shows and operates: phones, a provider that sends them pushes, and what comes of it. */
export interface ServedStand {
  readonly phones: readonly PageDevice[]
  /** Names of the payload templates, the preferred one first. */
  readonly templates: readonly string[]
  /** What can be wrong with a payload. */
  readonly malformations: readonly string[]
  /** The payload that a push would have, for a new call. */
  compose(push: ConsolePush): Record<string, unknown>
  /**
   * Sends a payload to the app on a phone, through the gateway.
   *
   * @throws {PushNotAnsweredError}
   */
  push(udid: string, payload: Record<string, unknown>): Promise<PushAnswer>
  /** What has happened with a phone so far, in order of arrival. The sequence numbers are the phone's own. */
  trace(udid: string): readonly TraceEvent[]
  /** Tells what happens from now on. @returns A function that ends the subscription. */
  subscribe(listener: (udid: string, event: TraceEvent) => void): () => void
  /** What the rules say of a phone's trace so far; only what is not right. */
  findings(udid: string): readonly StandFinding[]
}
