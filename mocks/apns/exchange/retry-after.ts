import { statusOf, type Refusal } from '../reasons.ts'
import type { Switches } from '../switches.ts'

/** The header by which a provider is asked to wait, on the answers that ask for it. */
export function retryAfter(
  { reason }: Refusal,
  { retryAfterSeconds }: Pick<Switches, 'retryAfterSeconds'>,
): Readonly<Record<string, string>> | undefined {
  const asksToWait = statusOf[reason] === 429 || statusOf[reason] === 503
  return asksToWait && retryAfterSeconds > 0 ? { 'retry-after': String(retryAfterSeconds) } : undefined
}
